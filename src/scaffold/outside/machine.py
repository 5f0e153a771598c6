"""What this machine has for generated projects: programs, ports, servers."""

from __future__ import annotations

import os
import re
import shlex
import socket
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from . import commands

NUMBERS = re.compile(r"\d+(?:\.\d+)+|\d+")
# Why no others: they would have to be quoted, by each database in its own way.
NAME = re.compile(r"\w+", re.ASCII)
PORTS = {"postgresql": 5432, "mysql": 3306, "redis": 6379}
ALSO = {"postgres": "postgresql", "mariadb": "mysql", "rediss": "redis"}
# Seconds that a server has to take a connection.
PATIENCE = 2.0


def version(program: str) -> tuple[int, ...] | None:
    """The version of a program, as numbers; None when it is not there or does not say."""
    ended = commands.run(Path.cwd(), program, "--version")
    match = NUMBERS.search(ended.said) if ended.done else None
    return tuple(int(part) for part in match[0].split(".")) if match else None


def settings(project: Path) -> dict[str, str]:
    """The settings that a project would start with: of `.env.example`, `.env` and the environment, later ones win."""
    found = {**defaults(project), **_written(project / ".env")}
    return {key: os.environ.get(key, value) for key, value in found.items()}


def defaults(project: Path) -> dict[str, str]:
    """The settings of a project that nobody has changed: those of `.env.example`."""
    return _written(project / ".env.example")


def _written(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    found = {}
    for line in lines:
        key, equals, value = line.partition("=")
        if equals and not key.startswith("#"):
            found[key.strip()] = value.strip().strip("\"'")
    return found


def database(url: str) -> str:
    """The name of the database in a URL; empty for a file, and for one that no command could name."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    name = parts.path.removeprefix("/")
    return name if _kind(parts) in ("postgresql", "mysql") and NAME.fullmatch(name) else ""


def creates(url: str) -> str:
    """The command that creates the database of a URL on its server; empty when none can."""
    name, place = database(url), server(url)
    if not name or not place:
        return ""
    parts = urlsplit(url)
    kind, (host, port) = _kind(parts), place
    program, option, user = ("createdb", "-p", "-U") if kind == "postgresql" else ("mysql", "-P", "-u")
    words = [program, "-h", host, *([option, str(port)] if port != PORTS[kind] else [])]
    words += [user, unquote(parts.username)] if parts.username else []
    command = shlex.join(words)
    if kind == "postgresql":
        return f"{command} {name}"
    # Why double quotes: cmd.exe knows no others.
    return f'{command}{" -p" * bool(parts.password)} -e "create database {name}"'


def _kind(parts: SplitResult) -> str:
    scheme = parts.scheme.partition("+")[0]
    return ALSO.get(scheme, scheme)


def listening(host: str, port: int) -> bool:
    """Whether something takes connections there."""
    try:
        with socket.create_connection((host, port), timeout=PATIENCE):
            return True
    except OSError:
        return False


def server(url: str) -> tuple[str, int] | None:
    """The host and port in the URL of a database or of Redis; None for a file, or when it cannot be read."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(_kind(parts))
    except ValueError:
        return None
    return (parts.hostname or "127.0.0.1", port) if port else None

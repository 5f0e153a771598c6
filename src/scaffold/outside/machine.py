"""What this machine has for generated projects: programs, ports, servers."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

from . import commands

NUMBERS = re.compile(r"\d+(?:\.\d+)+|\d+")
PORTS = {"postgresql": 5432, "mysql": 3306, "redis": 6379}
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
        port = parts.port or PORTS.get(parts.scheme.partition("+")[0])
    except ValueError:
        return None
    return (parts.hostname or "127.0.0.1", port) if port else None

"""Starts git, and writes the streams that it reads: as few processes as can be."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from scaffold.core.problem import OUTSIDE, Problem
from scaffold.outside import commands
from scaffold.outside.trees import File

OLDEST = (2, 38)
# Why: nothing that somebody configured runs beside us, and no output depends on it.
CALM = ("core.hooksPath=" + os.devnull, "core.fsmonitor=false", "core.safecrlf=false", "gc.auto=0", "color.ui=false")

BUSY = "let the other git end, or remove that file if there is none"


class Ended(NamedTuple):
    """How git ended, what it wrote, and what it said about it."""

    code: int
    wrote: bytes
    said: bytes


def run(
    folder: Path,
    *words: str,
    stdin: bytes = b"",
    fine: Sequence[int] = (0,),
    settings: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """What git writes, with these `settings` in its environment.

    Raises Problem when it ends with a code that is not `fine`.
    """
    ended = start(folder, *words, stdin=stdin, settings=settings)
    if ended.code not in fine:
        raise failed(words, ended)
    return ended.wrote


def start(folder: Path, *words: str, stdin: bytes = b"", settings: Mapping[str, str] = MappingProxyType({})) -> Ended:
    """Runs git in a folder, without the environment that a hook sets. Raises Problem when there is no git."""
    calm = [word for setting in CALM for word in ("-c", setting)]
    try:
        ended = subprocess.run(
            ["git", *calm, *words],
            cwd=folder,
            input=stdin,
            capture_output=True,
            env={**commands.environment(), **settings},
            check=False,
        )
    except FileNotFoundError:
        raise Problem(
            code="git-missing",
            what="git is not installed",
            why="a change is merged by git; only `scaffold new` works without it",
            fix=f"install git {'.'.join(map(str, OLDEST))} or newer, and run the same command. Nothing was changed.",
            exit=OUTSIDE,
        ) from None
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def failed(words: Sequence[str], ended: Ended) -> Problem:
    """The problem of a git that did not do what it was asked to."""
    lines = [line.strip() for line in ended.said.decode("utf-8", "replace").splitlines() if line.strip()]
    if not lines:
        lines = [f"it ended with {ended.code}" if ended.code > 0 else f"{signal.strsignal(-ended.code)}"]
    busy = any("index.lock" in line for line in lines)
    # Why git's own words: only it knows which folder it does not trust, and how that is said on this system.
    own = next((line for line in lines if line.startswith("git config") and "safe.directory" in line), "")
    mend = BUSY if busy else f"if you trust it: `{own}`" if own else "mend that"
    name = next((word for word in words if not word.startswith("-") and "=" not in word), words[0])
    return Problem(
        code="git-failed",
        what=f"`git {name}` failed",
        why=lines[0],
        fix=f"{mend}, and run the same command again. Nothing was changed.",
        exit=OUTSIDE,
    )


def refuse_old(folder: Path) -> None:
    """Raises Problem when this git cannot merge without a work tree."""
    words = run(folder, "version").decode().split()
    numbers = [int(part) for part in words[2].split(".")[:2] if part.isdigit()]
    if tuple(numbers) < OLDEST:
        raise Problem(
            code="git-old",
            what=f"git {words[2]} is too old",
            why=f"a change is merged by `git merge-tree`, which is there since git {'.'.join(map(str, OLDEST))}",
            fix="install a newer git, and run the same command. Nothing was changed.",
            exit=OUTSIDE,
        )


def commit(
    ref: str, changes: Mapping[str, File | None], *, mark: int, parent: int | None = None, message: bytes = b""
) -> Iterator[bytes]:
    """One commit for `git fast-import`: the files that differ from its parent, None for those that are gone."""
    yield f"commit {ref}\nmark :{mark}\ncommitter scaffold <scaffold@localhost> 0 +0000\n".encode()
    yield b"data %d\n" % len(message) + message + b"\n"
    if parent:
        yield b"from :%d\n" % parent
    # Why first: a folder may come where a file was.
    for path, file in changes.items():
        if file is None:
            yield b"D " + quoted(path) + b"\n"
    for path, file in changes.items():
        if file is not None:
            mode = b"100755" if file.executable else b"100644"
            yield b"M " + mode + b" inline " + quoted(path) + b"\ndata %d\n" % len(file.content)
            yield file.content + b"\n"


def quoted(path: str) -> bytes:
    """A path as `git fast-import` and `update-index` read it, whatever characters it has."""
    raw = encoded(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"' + raw + b'"'


def encoded(text: str) -> bytes:
    """The bytes of a path or of a line, also of a name that is not UTF-8."""
    return text.encode("utf-8", "surrogateescape")


def decoded(raw: bytes) -> str:
    """The opposite of `encoded`."""
    return raw.decode("utf-8", "surrogateescape")


def fields(raw: bytes) -> list[str]:
    """What git separates by NUL."""
    return decoded(raw).split("\0")[:-1]

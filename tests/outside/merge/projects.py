"""A project as templates made it, what they make of it now, and all that is to be known of one on the disk."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from scaffold.outside.merge.kept import BESIDE
from scaffold.outside.trees import File

ANSWERS = ".answers.yml"
LINES = b"".join(b"line %d\n" % number for number in range(30))
State = tuple[dict[str, tuple[int, bytes]], bytes, bytes]


def text(number: int, word: bytes) -> bytes:
    return LINES.replace(b"line %d\n" % number, word + b"\n")


BASE = {
    ANSWERS: File(b"_commit: v1\nport: 1\n"),
    "changed": File(LINES),
    "merged": File(LINES),
    "conflict": File(LINES),
    "gone/deleted": File(b"gone\n"),
    "moved": File(LINES.replace(b"line", b"moved")),
    "run.sh": File(b"#!/bin/sh\n"),
    "picture": File(b"\0one"),
    "same": File(b"same\n"),
}
THEIRS = {
    ANSWERS: File(b"_commit: v2\nport: 1\n"),
    "changed": File(text(3, b"theirs")),
    "merged": File(text(3, b"theirs")),
    "conflict": File(text(3, b"theirs")),
    "new/folder/file": File(b"new\n"),
    "lib/moved": File(BASE["moved"].content.replace(b"moved 3\n", b"theirs\n")),
    "run.sh": File(b"#!/bin/sh\n", executable=True),
    "picture": File(b"\0two"),
    "same": File(b"same\n"),
}


def state(project: Path) -> State:
    """The files that are no way back of ours, with their modes; the index; what git says of both."""
    files = {}
    for path in sorted(project.rglob("*")):
        name = path.relative_to(project)
        if name.parts[0] not in (".git", BESIDE) and (path.is_symlink() or not path.is_dir()):
            content = os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
            files[name.as_posix()] = (path.lstat().st_mode, content)
    if not (project / ".git").exists():
        return files, b"", b""
    return files, git(project, "ls-files", "-s", "-z"), git(project, "status", "--porcelain", "-z", "-uall")


def git(project: Path, *words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=project, check=True, capture_output=True).stdout

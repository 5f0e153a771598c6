"""Ends what was started also when this program is ended without a word: by SIGKILL, or by a machine out of memory."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scaffold.outside import commands

# Why a shell: it takes no memory, and lives when nothing else does. It reads until it is told, or nobody can tell it.
WATCH = """
read -r _ && exit
kill -s TERM -- "-$1" 2>/dev/null
for _ in 1 2 3 4 5 6 7 8; do kill -s 0 -- "-$1" 2>/dev/null || break; sleep 0.25; done
kill -s KILL -- "-$1" 2>/dev/null
[ -z "$2" ] || rm -rf -- "$2"
"""
_guards: dict[int, subprocess.Popen[bytes]] = {}


def begun(words: Sequence[str], folder: Path, settings: Mapping[str, str], own: str = "") -> subprocess.Popen[str]:
    """Starts a program in a group of its own, which is watched, and has what it says on one pipe.

    Why a group: reloaders and npm start others, and all of them are ended together. Raises OSError.
    """
    process = subprocess.Popen(
        words,
        cwd=folder,
        env={**commands.environment(), **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    watch(process.pid, own)
    return process


def lines(process: subprocess.Popen[str]) -> Iterator[str]:
    """What a program says until it ends, without empty lines; its guard goes with it."""
    with process:
        for line in process.stdout or ():
            if line.strip():
                yield line.rstrip()
    release(process.pid)


def watch(group: int, folder: str = "") -> None:
    """Has a group of processes ended, and a folder of theirs removed, when this program is gone."""
    if os.name != "posix":
        return
    # Why a session of its own: what ends us by our group or our terminal must not end it.
    _guards[group] = subprocess.Popen(
        ["/bin/sh", "-c", WATCH, "scaffold-guard", str(group), folder],
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def release(group: int) -> None:
    """Takes the guard away: the group has ended, and its number may be given to others."""
    if guard := _guards.pop(group, None):
        with contextlib.suppress(OSError):
            guard.communicate(b"\n")

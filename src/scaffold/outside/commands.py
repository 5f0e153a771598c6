"""Runs other programs: git, uv, npm."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ERROR = re.compile(r"\w*Error\b")
# How it is said that a program is not on this machine.
MISSING = "is not installed"


@dataclass(frozen=True)
class Outcome:
    """How a program ended, the last line that it had to say, and all that it wrote to its standard output."""

    done: bool
    said: str = ""
    out: str = ""


def run(
    folder: Path,
    *words: str,
    settings: Mapping[str, str] | None = None,
    seconds: float | None = None,
    apart: bool = False,
) -> Outcome:
    """Runs a program in a folder, without a terminal and with these settings in its environment.

    A program with a `/` is one of the folder; one that runs longer than `seconds` is ended; one that is `apart` does
    not hear Ctrl-C itself, and is ended with all that it started. Never raises for what the program does.
    """
    program = find(str(folder / words[0]) if "/" in words[0] else words[0])
    if not program:
        return Outcome(False, f"`{words[0]}` {MISSING}")
    try:
        code, *wrote = _ended([program, *words[1:]], folder, settings or {}, seconds, apart)
    except subprocess.TimeoutExpired:
        return Outcome(False, f"it did not end within {seconds:.0f} seconds")
    except OSError as error:
        return Outcome(False, str(error.strerror or error).lower())
    # Why errors last: what a program says is kept back until its end, unless it is an error.
    said = [line for text in wrote for line in text.splitlines()]
    lines = [line.strip() for line in said if line.strip()]
    return Outcome(code == 0, _last(lines) if lines else f"it ended with {code}", wrote[0])


def _ended(
    words: Sequence[str], folder: Path, settings: Mapping[str, str], seconds: float | None, apart: bool
) -> tuple[int, str, str]:
    """The code of a program, and what it wrote. Raises TimeoutExpired and OSError."""
    with subprocess.Popen(
        words,
        cwd=folder,
        env={**environment(), **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=apart,
    ) as process:
        try:
            out, err = process.communicate(timeout=seconds)
        except BaseException:
            _kill(process, apart)
            raise
    return process.returncode, out, err


def _kill(process: subprocess.Popen[str], apart: bool) -> None:
    """Ends a program; one that is apart with its group. Why: npm is a program that starts another one."""
    if apart and sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _last(lines: Sequence[str]) -> str:
    """The last line. Why not of Node when it fails: that is its version, and the error is above the stack."""
    if not lines[-1].startswith("Node.js v"):
        return lines[-1]
    return next((line for line in reversed(lines) if ERROR.match(line)), lines[-1])


def find(program: str) -> str | None:
    """The path of a program: on PATH, or beside this Python, where the extra `node` puts it."""
    return shutil.which(program) or shutil.which(program, path=str(Path(sys.executable).parent))


def environment() -> dict[str, str]:
    """The environment for another program: without what a hook of git sets, and in plain English."""
    # Why: a hook of git sets them, and our repository is another one.
    hooked = {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
    own = {"VIRTUAL_ENV"}
    kept = {key: value for key, value in os.environ.items() if key not in hooked | own}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}


def inside_repository(folder: Path) -> bool:
    """Whether a folder, or the nearest parent that exists, is in a git repository."""
    nearest = next(parent for parent in (folder, *folder.parents) if parent.is_dir())
    ended = run(nearest, "git", "rev-parse", "--is-inside-work-tree")
    return ended.done and ended.said == "true"

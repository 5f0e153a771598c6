"""Lets one scaffold at a time change a project: who comes second waits, and says for whom."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import trouble
from .kept import ASIDE

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK, HOLDER = "lock", "holder.json"
# In seconds. Why so long: a change waits for the tools that make its migration.
WAIT, SOON = 60.0, 0.1
TRIES = 5
SECONDS = "SCAFFOLD_WAIT"


@dataclass
class Hold:
    """A project that nobody else changes meanwhile, and its folder for what is not in its place yet.

    It is `gone` once a way back was made of it.
    """

    project: Path
    folder: Path
    gone: bool = False

    def clear(self) -> None:
        """Empties the folder, but for what says whose it is."""
        for path in self.folder.iterdir():
            if path.name in (LOCK, HOLDER):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def quiet(_: str) -> None:
    """Says nothing."""


@contextlib.contextmanager
def held(project: Path, command: str, tell: Callable[[str], None] = quiet) -> Iterator[Hold]:
    """Holds a project for a command; waits for whoever holds it, and tells so.

    The lock ends with its program, however that ends. Raises Problem when it is held for too long, and when the
    project cannot be written.
    """
    folder = project / ASIDE
    # Why here: it costs more than all else that a command with nothing to do imports.
    from filelock import FileLock, Timeout  # noqa: PLC0415

    lock = FileLock(folder / LOCK, is_singleton=False)
    try:
        try:
            _acquire(lock, SOON)
        except Timeout:
            tell(f"Waiting for {_holder(folder)}, which is changing `{project.name}`")
            _acquire(lock, float(os.environ.get(SECONDS, WAIT)))
    except Timeout:
        raise trouble.busy(project, _holder(folder)) from None
    except OSError as error:
        with contextlib.suppress(OSError):
            folder.rmdir()
        raise trouble.unwritable(project, error) from error
    hold = Hold(project, folder)
    try:
        with contextlib.suppress(OSError):
            (folder / HOLDER).write_text(json.dumps({"pid": os.getpid(), "command": command}), "utf-8")
        yield hold
    finally:
        _let_go(hold, lock)


@contextlib.contextmanager
def all_held(projects: Iterable[Path], command: str, tell: Callable[[str], None] = quiet) -> Iterator[list[Hold]]:
    """Holds several projects. Why in the order of their paths: two programs never wait for each other."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(held(project, command, tell)) for project in sorted(set(projects))]


def is_held(project: Path) -> bool:
    """Whether a program that is alive holds a project."""
    from filelock import FileLock, Timeout  # noqa: PLC0415

    if not (project / ASIDE / LOCK).is_file():
        return False
    lock = FileLock(project / ASIDE / LOCK, is_singleton=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


def _acquire(lock: BaseFileLock, seconds: float) -> None:
    for _ in range(TRIES):
        # Why tried again: the one before removes the folder at the end, maybe just before the lock is put there.
        with contextlib.suppress(FileNotFoundError):
            lock.acquire(timeout=seconds)
            return
    lock.acquire(timeout=seconds)


def _holder(folder: Path) -> str:
    try:
        found = json.loads((folder / HOLDER).read_text("utf-8"))
        return f"process {int(found['pid'])} (`scaffold {found['command']}`)"
    except (OSError, ValueError, KeyError, TypeError):
        return "another scaffold"


def _let_go(hold: Hold, lock: BaseFileLock) -> None:
    """Removes the folder, unless something in it is for the next run. Why before the lock ends: it may be another's."""
    left = not hold.gone and hold.folder.is_dir()
    if left:
        for name in (HOLDER, LOCK):
            with contextlib.suppress(OSError):
                (hold.folder / name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            hold.folder.rmdir()
    lock.release()

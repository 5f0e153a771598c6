"""Makes a folder all or nothing: filled aside under a hidden name, then renamed once."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scaffold.core.problem import OUTSIDE, Problem

PREFIX = ".scaffold-"
LOCK = "lock"
LOCK_TRIES = 20


@contextlib.contextmanager
def aside(target: Path) -> Iterator[Path]:
    """A folder to be filled that becomes `target` when the block ends, in one rename.

    Whatever goes wrong, nothing is left: neither the folder nor the parents made for it. Leftovers
    of programs that were killed are swept first. Raises Problem when the place cannot be written.
    """
    made: list[Path] = []
    with contextlib.ExitStack() as cleanup:
        cleanup.callback(_remove_empty, made)
        try:
            _make_parents(target.parent, made)
            sweep(target.parent)
            hidden = cleanup.enter_context(_hidden(target.parent))
            work = hidden / target.name
            work.mkdir()
        except OSError as error:
            raise _unwritable(target, error) from error
        yield work
        try:
            _rename(work, target)
        except OSError as error:
            raise _unwritable(target, error) from error


def _make_parents(folder: Path, made: list[Path]) -> None:
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    for parent in reversed(missing):
        with contextlib.suppress(FileExistsError):
            parent.mkdir()
            made.insert(0, parent)


def _remove_empty(made: list[Path]) -> None:
    for folder in made:
        with contextlib.suppress(OSError):
            folder.rmdir()


@contextlib.contextmanager
def _hidden(parent: Path) -> Iterator[Path]:
    """A hidden folder that is locked as long as this program lives."""
    for _ in range(LOCK_TRIES):
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        try:
            held = lock(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        # Why tried again: another program may have swept it before it was locked.
        if held is not None:
            break
        shutil.rmtree(folder, ignore_errors=True)
    else:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
    try:
        yield folder
    finally:
        os.close(held)
        shutil.rmtree(folder, ignore_errors=True)


def sweep(parent: Path) -> None:
    """Removes hidden folders of programs that are no longer alive, and no others."""
    for folder in parent.glob(PREFIX + "*"):
        if folder.is_symlink() or not folder.is_dir():
            continue
        with contextlib.suppress(OSError):
            held = lock(folder)
            if held is not None:
                os.close(held)
                shutil.rmtree(folder, ignore_errors=True)


def lock(folder: Path) -> int | None:
    """Locks a folder for this program, a descriptor to be closed; None when another holds it, or it is gone."""
    path = folder / LOCK
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError:
        return None
    try:
        _lock_file(descriptor)
        if holds(folder, descriptor):
            return descriptor
    except OSError:
        pass
    os.close(descriptor)
    return None


def holds(folder: Path, descriptor: int) -> bool:
    """Whether the locked folder is still the one in this place."""
    try:
        return (folder / LOCK).stat().st_ino == os.fstat(descriptor).st_ino
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock_file(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock_file(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _rename(work: Path, target: Path) -> None:
    # Why: Windows cannot rename onto an empty folder; elsewhere the rename itself replaces it.
    if os.name == "nt" and target.is_dir():
        target.rmdir()
    work.rename(target)


def _unwritable(target: Path, error: OSError) -> Problem:
    return Problem(
        code="cannot-write",
        what=f"cannot create `{target}`",
        why=str(error.strerror or error).lower(),
        fix="make room, or choose a folder that you can write. Nothing was created.",
        exit=OUTSIDE,
    )


def paths(folder: Path) -> tuple[str, ...]:
    """All files below a folder, sorted, with `/`."""
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()))

"""Makes a folder all or nothing: filled aside under a hidden name, then renamed once."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scaffold.core.answers import FILE
from scaffold.core.problem import OUTSIDE, Problem

PREFIX = ".scaffold-"
LOCK = "lock"
MOVED = "moved"
LOCK_TRIES = 20
FULL = {errno.ENOSPC, errno.EDQUOT}


@contextlib.contextmanager
def aside(target: Path) -> Iterator[Path]:
    """A folder to be filled that becomes `target` when the block ends, in one rename.

    A target that nothing can be renamed onto, such as a mount point, is filled instead, and its answers come last.
    Whatever goes wrong, nothing is left: neither the folder nor the parents made for it. Leftovers
    of programs that were killed are swept first. Raises Problem when the place cannot be written.
    """
    made: list[Path] = []
    inside = _stays(target)
    place = target if inside else target.parent
    with contextlib.ExitStack() as cleanup:
        cleanup.callback(_remove_empty, made)
        try:
            _make_parents(target.parent, made)
            sweep(place)
            hidden = cleanup.enter_context(_hidden(place))
            work = hidden / target.name
            work.mkdir()
        except OSError as error:
            raise _unwritable(target, error) from error
        yield work
        try:
            _as_the_umask_says(work)
            _move_in(work, target) if inside else _rename(work, target)
        except OSError as error:
            raise _unwritable(target, error) from error


def _stays(target: Path) -> bool:
    """Whether a folder cannot be replaced: one is in it, it is a mount point, or only it can be written."""
    if not target.is_dir():
        return False
    return target.is_mount() or target.samefile(Path.cwd()) or not os.access(target.parent, os.W_OK)


def _as_the_umask_says(folder: Path) -> None:
    """Why: files come from a cache, and have the modes that they had there."""
    mask = os.umask(0)
    os.umask(mask)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod((0o777 if runs else 0o666) & ~mask)


def _move_in(work: Path, target: Path) -> None:
    """Moves everything into a folder, the answers last: without them it is no project. All or nothing."""
    names = sorted((path.name for path in work.iterdir()), key=lambda name: name == FILE)
    (work.parent / MOVED).write_text("\n".join([work.name, *names]), "utf-8")
    try:
        for name in names:
            if os.path.lexists(target / name):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
            (work / name).rename(target / name)
    except BaseException:
        for name in names:
            if not os.path.lexists(work / name):
                (target / name).rename(work / name)
        raise


def _take_back(hidden: Path) -> None:
    """Removes what a program that was killed had moved in, unless it was done but for tidying up."""
    try:
        name, *names = (hidden / MOVED).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return
    moved = [one for one in names if not os.path.lexists(hidden / name / one)]
    for path in [hidden.parent / one for one in moved] if len(moved) < len(names) else ():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


def entries(folder: Path) -> list[str]:
    """What a folder holds, sorted, once leftovers of programs that were killed are swept.

    Why not all: a disk that was just made has a `lost+found` where it is mounted.
    """
    sweep(folder)
    return sorted(path.name for path in folder.iterdir() if path.name != "lost+found")


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
                _take_back(folder)
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
        fix=f"{'make room' if error.errno in FULL else 'choose another, one that you can write'}. Nothing was created.",
        exit=OUTSIDE,
    )


def paths(folder: Path) -> tuple[str, ...]:
    """All files below a folder, sorted, with `/`."""
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()))


def write(target: Path, content: bytes, mode: int = 0o644) -> None:
    """Writes a file whole or not at all, by default for everybody to read. Raises OSError when it cannot be."""
    # Why: one that is there belongs to whom it belongs, and a link leads to where it leads.
    target = target.resolve()
    descriptor, work = tempfile.mkstemp(prefix=PREFIX, dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        # Why: a file of mkstemp is for its owner alone.
        Path(work).chmod(mode)
        Path(work).replace(target)
    except BaseException:
        Path(work).unlink(missing_ok=True)
        raise

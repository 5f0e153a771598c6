"""Puts the files of a change into their places; what somebody saves meanwhile is merged, or stays."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Callable, Container
from dataclasses import replace
from functools import cache
from pathlib import Path

from scaffold.outside.trees import File

from . import disk, git, trouble
from .change import Change, Edit
from .kept import AFTER, NEW, OLD

# Why so often: an editor that saves all the time is quicker than git now and then.
TRIES = 10
CWD, EXCHANGE = -2 if sys.platform == "darwin" else -100, 2
# What file systems say that know no second name of a file.
NO_LINKS = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def refreshed(change: Change, folder: Path) -> Change:
    """The change, with what was saved since it was worked out merged into it. Raises Problem when that cannot be."""
    now = disk.read(change.project, [edit.path for edit in change.edits])
    if now.obstacles:
        raise trouble.in_the_way(now.obstacles)
    edits, late = [], []
    for edit in change.edits:
        found = now.files.get(edit.path)
        merged = edit if found == edit.before else _merged(folder, edit, found, change.sides)
        edits.append(merged or edit)
        late += [] if merged else [edit.path]
    if late:
        raise trouble.meanwhile(late)
    return replace(change, edits=tuple(edits))


def _merged(folder: Path, edit: Edit, found: File | None, sides: Container[str]) -> Edit | None:
    """The edit of a file that was saved again; None when git cannot merge that by itself."""
    if not (found and edit.before and edit.after) or edit.path in sides:
        return None
    contents = {"found": found, "known": edit.before, "wanted": edit.after}
    for name, file in contents.items():
        (folder / name).write_bytes(file.content)
    ended = git.start(folder, "merge-file", "-p", *contents)
    if ended.code:
        return None
    executable = edit.after.executable if found.executable == edit.before.executable else found.executable
    return replace(edit, before=found, after=File(ended.wrote, executable))


def write(folder: Path, number: int, edit: Edit, there: int | None) -> None:
    """Writes the new content of an edit, to be moved into its place, and once more to be known afterwards.

    `there` are the permissions of the file that is there.
    """
    if edit.after:
        for name in (AFTER, NEW):
            path = folder / name / str(number)
            path.write_bytes(edit.after.content)
            usual = edit.mode or there or stat.S_IMODE(path.stat().st_mode)
            if bool(usual & stat.S_IXUSR) != edit.after.executable:
                # Why: whoever may read a program may run it.
                usual = usual | (usual & 0o444) >> 2 if edit.after.executable else usual & ~0o111
            path.chmod(usual)


def put(change: Change, folder: Path) -> tuple[str, ...]:
    """Puts the files into their places, and says which were saved at that moment: those saves are merged as well.

    What was there is moved aside and compared with what is known. Raises Problem when it cannot be merged.
    """
    known: dict[int, Edit] = {}
    # Why those that go come first: a folder may come where a file was.
    for number in sorted(range(len(change.edits)), key=lambda number: change.edits[number].after is not None):
        known[number] = _exchanged(change, folder, number)
    # Why again: who had the file open may have written to it since.
    late = [
        edit.path for number, edit in known.items() if edit.before and read(folder / OLD / str(number)) != edit.before
    ]
    if late:
        raise trouble.meanwhile(late)
    return tuple(edit.path for number, edit in known.items() if edit != change.edits[number])


def _exchanged(change: Change, folder: Path, number: int) -> Edit:
    edit = change.edits[number]
    target, old, new = change.project / edit.path, folder / OLD / str(number), folder / NEW / str(number)
    for _ in range(TRIES):
        swapped = bool(edit.before and edit.after) and _swap(new, target)
        if swapped:
            new.replace(old)
        found = read(old) if swapped else _taken(target, old, edit)
        if found == edit.before:
            break
        if swapped:
            _swap(old, target)
            old.replace(new)
        else:
            _back(old, target, edit)
        merged = _merged(folder, edit, found, change.sides)
        if not merged:
            raise trouble.meanwhile([edit.path])
        edit = merged
        write(folder, number, edit, mode(target))
    else:
        raise trouble.meanwhile([edit.path])
    if edit.after is None:
        remove_empty(change.project, edit.path)
    elif not swapped:
        target.parent.mkdir(parents=True, exist_ok=True)
        _back(new, target, edit)
    return edit


def _swap(new: Path, target: Path) -> bool:
    """Exchanges two files in one step, so that there is one at any time; False where the system cannot."""
    sys.audit("os.rename", str(new), str(target), -1, -1)
    exchange = _exchange()
    if not exchange or not os.path.lexists(target):
        return False
    return not exchange(CWD, os.fsencode(new), CWD, os.fsencode(target), EXCHANGE)


@cache
def _exchange() -> Callable[..., int] | None:
    """What the system has to exchange two files with: `renameat2` of Linux, `renameatx_np` of macOS."""
    try:
        library = ctypes.CDLL(None)
    except (OSError, TypeError):
        return None
    return getattr(library, "renameat2", None) or getattr(library, "renameatx_np", None)


def aside(folder: Path, number: int) -> Path | None:
    """Where what was there is by now; None when it is still in its place."""
    old, new = folder / OLD / str(number), folder / NEW / str(number)
    if old.is_file():
        return old
    # Why: a program was killed between the two steps of an exchange.
    return new if new.is_file() and read(new) != read(folder / AFTER / str(number)) else None


def _taken(target: Path, old: Path, edit: Edit) -> File | None:
    """What was there, moved aside; None when there was and is to be nothing."""
    if edit.before is None:
        return None
    try:
        target.replace(old)
    except FileNotFoundError:
        raise trouble.meanwhile([edit.path]) from None
    return read(old)


def _back(file: Path, target: Path, edit: Edit) -> None:
    try:
        move(file, target)
    except FileExistsError:
        raise trouble.meanwhile([edit.path]) from None


def move(file: Path, target: Path) -> None:
    """Renames a file, and never onto another one. Raises FileExistsError."""
    try:
        os.link(file, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        file.rename(target)
    else:
        file.unlink()


def read(path: Path) -> File | None:
    """The ordinary file that is there; None without one."""
    try:
        mode = path.lstat().st_mode
        return File(path.read_bytes(), bool(mode & stat.S_IXUSR)) if stat.S_ISREG(mode) else None
    except (FileNotFoundError, NotADirectoryError):
        return None


def mode(path: Path) -> int | None:
    """The permissions of a file; None without one."""
    try:
        return stat.S_IMODE(path.lstat().st_mode)
    except OSError:
        return None


def remove(project: Path, path: str) -> None:
    """Removes a file, and the folders that it leaves empty."""
    (project / path).unlink(missing_ok=True)
    remove_empty(project, path)


def remove_empty(project: Path, path: str) -> None:
    """Removes the folders above a path that are empty."""
    for parent in (project / path).parents:
        if parent == project:
            return
        try:
            parent.rmdir()
        except OSError:
            return

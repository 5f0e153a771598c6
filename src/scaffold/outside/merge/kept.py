"""Where the way back of a project is kept, and how another one takes its place."""

from __future__ import annotations

import errno
import hashlib
import shutil
from pathlib import Path

from . import git
from .disk import Repository

# Why for a project without a repository; one with a repository has its way back there, where it is in nobody's way.
BESIDE = ".scaffold-before"
DONE, NEW, EARLIER = "done.json", "new", "earlier"


def place(project: Path, inside: Repository | None) -> Path:
    """The folder of the way back; it need not be there."""
    if not inside:
        return project / BESIDE
    name = hashlib.sha256(git.encoded(inside.prefix)).hexdigest()[:12]
    return inside.folder / "scaffold" / name


def keep(folder: Path, kept: Path, *, earlier: bool = False) -> None:
    """Makes the folder the way back, in place of the one before, which goes into it if that may be needed.

    A run that is killed here is completed by the next.
    """
    shutil.rmtree(folder / NEW, ignore_errors=True)
    if kept.is_dir() and earlier:
        shutil.rmtree(folder / EARLIER, ignore_errors=True)
        shutil.move(kept, folder / EARLIER)
    elif kept.is_dir():
        shutil.rmtree(kept)
    try:
        folder.rename(kept)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        copy = kept.with_suffix(".new")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        copy.rename(kept)
        (folder / DONE).unlink()


def forget_earlier(kept: Path) -> None:
    """Says that the change stays: the way back before it is needed no more."""
    shutil.rmtree(kept / EARLIER, ignore_errors=True)


def forget_two(kept: Path) -> None:
    """Says that the last two changes are as if they had never been: the way back before them is there again, if any."""
    before = kept / EARLIER / EARLIER
    aside = kept.with_suffix(".earlier")
    shutil.rmtree(aside, ignore_errors=True)
    if before.is_dir():
        before.rename(aside)
    shutil.rmtree(kept)
    if aside.is_dir():
        aside.rename(kept)

"""Where the way back of a project is kept, and what it says."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from . import disk, git
from .disk import Repository

# Why in the project: only within one file system is a rename one step.
ASIDE = ".scaffold-change"
# Why for a project without a repository; one with a repository has its way back there, where it is in nobody's way.
BESIDE = ".scaffold-before"
DONE = "done.json"
NEW, OLD, AFTER = "new", "old", "after"


def folder(project: Path, inside: Repository | None) -> Path:
    """The folder of the way back; it need not be there."""
    if not inside:
        return project / BESIDE
    name = hashlib.sha256(git.encoded(inside.prefix)).hexdigest()[:12]
    return inside.folder / "scaffold" / name


def keep(aside: Path, kept: Path) -> None:
    """Makes the folder the way back, in place of the one before. A run that is killed here is completed by the next."""
    shutil.rmtree(aside / NEW, ignore_errors=True)
    if kept.is_dir():
        shutil.rmtree(kept)
    try:
        aside.rename(kept)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        copy = kept.with_suffix(".new")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(aside, copy)
        copy.rename(kept)
        (aside / DONE).unlink()


def last(project: Path, inside: Repository | None) -> tuple[Path, dict[str, Any]] | None:
    """The folder of the way back and what is written there; None when there is none."""
    for found in (folder(project, inside), project / BESIDE):
        if (found / DONE).is_file():
            return found, json.loads((found / DONE).read_text("utf-8"))
    return None


def conflicts(project: Path, inside: Repository | None) -> list[str]:
    """The files that have conflicts, as git knows them and as the last change left them."""
    found = set(disk.unmerged(project)) if inside else set()
    if back := last(project, inside):
        there = disk.read(project, back[1].get("conflicts", ())).files
        found |= {path for path, file in there.items() if disk.MARKER.search(file.content)}
    return sorted(found)

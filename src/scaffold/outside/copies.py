"""A copy of a project to try something out in: its source as it will be, and the packages that are installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from scaffold.outside.trees import File

# Why a limit: no source is that large, and uploads and databases may be.
SIZE = 1_000_000
LEFT_OUT = frozenset([".git", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"])


def make(project: Path, folder: Path, *, linked: Collection[str], edits: Mapping[str, File | None]) -> None:
    """Copies a project into a new folder, with these files as they will be, and links what is `linked` at its top."""
    for name in linked:
        if os.path.lexists(project / name):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).symlink_to((project / name).resolve(), target_is_directory=True)
    for place, folders, files in os.walk(project):
        there = Path(place)
        folders[:] = [name for name in folders if name not in LEFT_OUT and (there != project or name not in linked)]
        copied = folder / there.relative_to(project)
        copied.mkdir(parents=True, exist_ok=True)
        for name in folders:
            # Why: a folder that is a link to another one of the project is one in the copy, too.
            if (there / name).is_symlink() and (there / name).resolve().is_relative_to(project.resolve()):
                (copied / name).symlink_to((there / name).readlink(), target_is_directory=True)
        for name in files:
            source = there / name
            if source.is_file() and not os.path.lexists(copied / name) and source.stat().st_size <= SIZE:
                shutil.copy2(source, copied / name)
    for path, file in edits.items():
        (folder / path).unlink(missing_ok=True)
        if file:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(file.content)

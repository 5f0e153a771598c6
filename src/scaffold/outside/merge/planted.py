"""Remembers the mistake that is planted in a project: the bytes of its file before and after, beside the way back.

Why apart from the way back: whoever takes a mistake back still wants to undo the change before it.
"""

from __future__ import annotations

import base64
import contextlib
import json
import stat
from dataclasses import dataclass
from pathlib import Path

from scaffold.core.answers import FILE
from scaffold.core.problem import Problem
from scaffold.outside import files
from scaffold.outside.trees import File, Tree

from . import change, disk, kept, trouble
from .change import Edit
from .disk import Repository

# Why two: a project with a repository has it there. Why no ending: linters of JSON would read it.
BESIDE, ENDING = ".scaffold-mistake", ".mistake.json"
LABEL = "corrected"


@dataclass(frozen=True)
class Record:
    """One planted mistake: its name, the file that has it, and that file before and after."""

    name: str
    path: str
    before: File
    after: File
    # What was put there, for the case that git cannot tell whether it still is.
    put: tuple[str, ...] = ()


def places(project: Path, inside: Repository | None) -> tuple[Path, ...]:
    """Where the record may be; the first is where it is written."""
    beside = project / BESIDE
    return (kept.folder(project, inside).with_suffix(ENDING), beside) if inside else (beside,)


def read(project: Path, inside: Repository | None) -> Record | None:
    """What is remembered; None when nothing is, or it cannot be read."""
    for place in places(project, inside):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            found = json.loads(place.read_text("utf-8"))
            texts, runs = (base64.b64decode(found[key]) for key in ("before", "after")), bool(found["executable"])
            before, after = (File(text, runs) for text in texts)
            return Record(str(found["name"]), str(found["path"]), before, after, tuple(map(str, found["put"])))
    return None


def keep(project: Path, inside: Repository | None, record: Record) -> None:
    """Remembers a mistake, before it is written. Raises Problem when that cannot be."""
    texts = {key: base64.b64encode(getattr(record, key).content).decode() for key in ("before", "after")}
    said = {"name": record.name, "path": record.path, "put": record.put, "executable": record.after.executable, **texts}
    place = places(project, inside)[0]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        files.write(place, json.dumps(said).encode(), 0o600)
    except OSError as error:
        raise trouble.unwritable(project, error) from error


def forget(project: Path, inside: Repository | None) -> None:
    """Remembers nothing any more."""
    for place in places(project, inside):
        place.unlink(missing_ok=True)


def way_back(project: Path, inside: Repository | None, record: Record) -> tuple[Edit | None, bool]:
    """The edit that takes the mistake out of the file as it is now, and whether git cannot tell how.

    No edit and no conflict: it is not there any more.
    """
    ours = disk.read(project, [record.path]).files
    base, theirs = ({record.path: _as_git_stores(one)} for one in (record.after, record.before))
    _, edits, sides = change.backwards(project, inside, base, ours, theirs, answers=FILE, label=LABEL)
    if sides:
        there = b"".join(file.content for file in ours.values()).decode("utf-8", "replace").replace("\r\n", "\n")
        return None, all(text in there for text in record.put)
    return next((edit for edit in edits.values() if edit.after and edit.before), None), False


def _as_git_stores(file: File) -> File:
    """Why: the merge reads the file of the project so, and gives it back as it was."""
    ends = file.content.count(b"\n")
    whole = ends == file.content.count(b"\r\n")
    return file._replace(content=file.content.replace(b"\r\n", b"\n")) if ends and whole else file


def write(project: Path, edit: Edit) -> None:
    """Puts the new bytes of a file in its place, in one step. Raises Problem when it changed meanwhile."""
    now: Tree = disk.read(project, [edit.path]).files
    if not edit.after or now.get(edit.path) != edit.before:
        raise trouble.meanwhile([edit.path])
    place = project / edit.path
    try:
        files.write(place, edit.after.content, stat.S_IMODE(place.stat().st_mode))
    except OSError as error:
        raise trouble.unwritable(project, error) from error


def standing(project: Path) -> Record | None:
    """The mistake that is in the project now; None when there is none, or somebody took it out by hand.

    Raises Problem when git cannot tell.
    """
    inside = disk.repository(project)
    record = read(project, inside)
    if not record:
        return None
    edit, stuck = way_back(project, inside, record)
    return record if edit or stuck else None


def conflict(project: Path, name: str, path: str, did: str) -> Problem:
    """The problem of lines that a person and the mistake both changed."""
    return Problem(
        code="mistake-in-the-way",
        what=f"`{name}` cannot be {did} `{path}` of `{project.name}`",
        why="the lines that it is about were changed in this project",
        fix="change them back, or change the lines by hand. Nothing was changed.",
    )

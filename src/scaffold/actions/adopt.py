"""Takes over a project that plain Copier made from the exported history."""

from __future__ import annotations

from pathlib import Path

from scaffold.core.answers import FILE
from scaffold.core.names import shown, version
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside import templates
from scaffold.outside.merge import disk, journal
from scaffold.outside.merge.change import Change, Edit

from . import catalogue, change, project

# Why not all: people have edited it since.
ALIKE = 0.5


def adopt(folder: Path | None) -> Result:
    """Writes scaffold's own templates into the answers of a project, so that its commands work there.

    Raises Problem when the project is scaffold's already, or does not look like one of that version.
    """
    place = project.find(folder)[0]
    opened = project.read_foreign(place)
    if opened.source == templates.SOURCE:
        raise Problem(
            code="adopted",
            what=f"`{opened.name}` is a project of scaffold already",
            why="its answers name scaffold's own templates",
            fix="`scaffold status` tells how it stands. Nothing was changed.",
        )
    known = catalogue.of(templates.SOURCE, opened.version)
    made = change.rendered(known, change.checked(known, opened.answers))
    there = disk.read(opened.folder, made)
    same = sum(there.files.get(path) == file for path, file in made.items())
    if same < ALIKE * len(made):
        raise Problem(
            code="not-alike",
            what=f"`{opened.name}` is not what scaffold's templates {version(opened.version)} make",
            why=f"{same} of {len(made)} files are the same, and an update would meet conflicts in the others",
            fix=f"if it comes from a fork: `scaffold trust {shown(opened.source)}`. Nothing was changed.",
        )
    edit = Edit(FILE, there.files[FILE], made[FILE])
    journal.apply(Change(opened.folder, disk.repository(opened.folder), edits=(edit,)), "adopt")
    return Result(
        command="adopt",
        headline=f"Adopted {opened.name}: templates {version(opened.version)}, "
        f"{same} of {len(made)} files as they were made",
        sections=(Section("Next:", ("scaffold status", "scaffold undo  # takes it back")),),
        data={"project": str(opened.folder), "templates": opened.version, "same": same, "files": len(made)},
    )

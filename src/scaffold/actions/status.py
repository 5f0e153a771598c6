"""Tells how a project stands: its templates, its answers, what people changed in it, what waits for them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scaffold.core.answers import FILE, RESOURCES, TWIN
from scaffold.core.names import version
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside.merge import disk, kept, planted, three
from scaffold.outside.merge.disk import Repository
from scaffold.outside.trees import Tree

from . import agreement, catalogue, change, drift, migrations, mistakes, project
from .project import Project


def status(folders: Sequence[Path] = ()) -> Result:
    """The state of each project, or of the pair; without folders, of what is here or above.

    Changes nothing. Raises Problem.
    """
    found = [_one(project.read(place)) for folder in folders or (None,) for place in project.find(folder)]
    return Result(
        command="status",
        listing=tuple(Section(one["name"], _lines(one, folders)) for one in found),
        warnings=tuple(one["warning"] for one in found if one["warning"]),
        data={"projects": found},
    )


def _one(opened: Project) -> dict[str, Any]:
    old = catalogue.of(opened.source, opened.version)
    made = change.rendered(old, change.checked(old, opened.answers))
    there = disk.read(opened.folder, made)
    inside = disk.repository(opened.folder)
    deleted = [path for path in made if path not in there.files and path not in there.obstacles]
    if deleted and inside:
        there.files |= disk.unchecked(opened.folder, deleted)
        deleted = [path for path in deleted if path not in there.files]
    moved = _moved(opened.folder, inside, made, there.files) if deleted else {}
    back = kept.last(opened.folder, inside)
    mistake = planted.standing(opened.folder)
    # Why: both go their own way, by commands.
    own = (FILE, migrations.FIRST[opened.framework])
    return {
        "name": opened.name,
        "project": str(opened.folder),
        "framework": opened.framework,
        "templates": opened.version,
        "newest": catalogue.of(opened.source).version,
        "answers": {key: value for key, value in opened.answers.items() if key != RESOURCES},
        "resources": list(opened.answers.get(RESOURCES) or ()),
        "files": len(made),
        "edited": [path for path, file in there.files.items() if file != made[path] and path not in own],
        "moved": moved,
        "deleted": [path for path in deleted if path not in moved],
        "conflicts": kept.conflicts(opened.folder, inside),
        "disagreements": [each.data for each in agreement.disagreements(opened)],
        "mistake": {"name": mistake.name, "file": mistake.path} if mistake else None,
        "undo": back[1]["command"] if back else None,
        "twin": _twin(opened),
        "warning": opened.warning,
    }


def _moved(folder: Path, inside: Repository | None, made: Tree, there: Tree) -> dict[str, str]:
    """Where files are now that their owner moved, as a change will find them."""
    return three.moves(made, {**there, **disk.others(folder, inside, made)})


def _twin(opened: Project) -> dict[str, Any] | None:
    """Where the twin is, and in what it differs; None when there never was one."""
    place = project.twin(opened)
    if not place:
        named = opened.answers.get(TWIN)
        return {"project": str(named), "problem": "it is not there", "differences": []} if named else None
    try:
        other = project.read(place)
    except Problem as problem:
        return {"project": str(place), "problem": problem.what, "differences": []}
    found = drift.between(opened, other)
    return {
        "project": str(place),
        "problem": "",
        "differences": [{"what": one.what, "why": one.why} for one in found],
    }


def _lines(one: dict[str, Any], folders: Sequence[Path]) -> tuple[str, ...]:
    told = version(one["newest"], one["templates"])
    newer = f"; {told} is there: `scaffold update`" if one["newest"] != one["templates"] else ", the newest"
    answers = ", ".join(f"{key}={_text(value)}" for key, value in one["answers"].items())
    kinds = ("edited", "moved", "deleted") if one["moved"] else ("edited", "deleted")
    facts = [
        ("templates", version(one["templates"]) + newer),
        ("answers", answers),
        *(("resource", line) for line in one["resources"]),
        ("files", f"{one['files']}, {', '.join(f'{len(one[what])} {what}' for what in kinds)}"),
        *(("edited", path) for path in one["edited"]),
        *(("moved", f"{old} to {new}") for old, new in one["moved"].items()),
        *(("deleted", path) for path in one["deleted"]),
        *(("conflict", path) for path in one["conflicts"]),
        *(row for each in one["disagreements"] for row in _disagreeing(each)),
        *([("mistake", _mistake(one["mistake"], folders))] if one["mistake"] else []),
        *([("twin", _step(one["twin"]))] if one["twin"] else []),
        ("undo", f"takes back `scaffold {one['undo']}`" if one["undo"] else "nothing to take back"),
    ]
    return tuple(f"{name:<9}  {text}" for name, text in facts)


def _mistake(one: dict[str, str], folders: Sequence[Path]) -> str:
    return f"{one['name']} is planted in {one['file']}: `{mistakes.way_back(folders)}`"


def _disagreeing(one: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield "disagrees", one["what"]
    yield from (("", fix) for fix in one["fix"].split("; "))


def _step(twin: dict[str, Any]) -> str:
    """Whether the twin is in step, in a few words."""
    if twin["problem"]:
        return f"{twin['project']}: {twin['problem']}"
    count = len(twin["differences"])
    things = f"differs in {count} thing{'s' * (count > 1)}: `scaffold check`" if count else "is in step"
    return f"{os.path.relpath(twin['project'])} {things}"


def _text(value: Any) -> str:
    return ",".join(map(str, value)) or "none" if isinstance(value, list) else str(value)

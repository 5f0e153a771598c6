"""What is left to do for the database after a change."""

from __future__ import annotations

from collections.abc import Mapping, Set
from pathlib import PurePosixPath
from typing import Any

from scaffold.actions.project import Project
from scaffold.core.answers import DATABASE, NO_DATABASE, RESOURCES
from scaffold.outside import machine, tools
from scaffold.outside.merge.change import Change

from .first import FIRST, history
from .names import name

INSTALLED = {"flask": "pyproject.toml", "express": "package.json"}
FILES = {"flask": "'migrations/versions/*.py'", "express": "'migrations/*.ts'"}


def next_steps(project: Project, wanted: Mapping[str, Any], changed: Set[str]) -> list[str]:
    """What is left to do for what was changed: install, create the database, make the next migration, apply it."""
    framework = project.framework
    known = tools.of(framework, project.folder)
    steps = [known.install] if INSTALLED[framework] in changed else []
    old, new = project.answers.get(DATABASE), wanted.get(DATABASE)
    old_files = f"git rm {FILES[framework]}  # they were made for {old}"
    there = history(framework, project.folder)
    if new == NO_DATABASE:
        return [*steps, *[old_files] * bool(there)]
    if old != new:
        create = machine.creates(machine.settings(project.folder).get("DATABASE_URL", ""))
        steps += filter(None, [create])
    before, after = project.answers.get(RESOURCES), wanted.get(RESOURCES)
    folder = str(PurePosixPath(FIRST[framework]).parent)
    if there and any(path.startswith(f"{folder}/") for path in changed):
        return [*steps, *_typed(known.upgrade)]
    if old not in (new, NO_DATABASE) and there:
        return [*steps, old_files, *_typed(known.migrate.format("initial"), known.upgrade)]
    if before == after:
        return steps
    return [*steps, *_typed(known.upgrade, known.migrate.format(name(before, after)), known.upgrade)]


def _typed(*steps: str) -> list[str]:
    return list(filter(None, steps))


def once_more(project: Project, command: str) -> list[str]:
    """What lets the tool make a migration that it did not make, since others were not applied."""
    return [*_typed(tools.of(project.framework, project.folder).upgrade), "scaffold undo", command]


def taken_back(undone: Change) -> str:
    """A warning when a migration goes with its change: a database may have it."""
    gone = [PurePosixPath(edit.path) for edit in undone.edits if edit.after is None]
    for framework, first in FIRST.items():
        like = PurePosixPath(first)
        if named := [f"`{path}`" for path in gone if (path.parent, path.suffix) == (like.parent, like.suffix)]:
            return (
                f"{', '.join(named)} went with it. Where it was applied: `scaffold undo` again, "
                f"`{tools.of(framework, undone.project).downgrade}`, and `scaffold undo`"
            )
    return ""

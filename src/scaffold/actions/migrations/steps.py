"""What is left to do for the database after a change."""

from __future__ import annotations

from collections.abc import Mapping, Set
from pathlib import PurePosixPath
from typing import Any

from scaffold.actions.project import Project
from scaffold.core.answers import RESOURCES
from scaffold.outside import machine
from scaffold.outside.merge.change import Change

from .first import FIRST, history
from .names import name

INSTALL = {"flask": ("pyproject.toml", "uv sync"), "express": ("package.json", "npm install")}
UPGRADE = {"flask": "uv run flask db upgrade", "express": "npm run db:upgrade"}
DOWNGRADE = {"flask": "uv run flask db downgrade", "express": "npm run db:downgrade"}
MIGRATE = {"flask": 'uv run flask db migrate -m "{}"', "express": "npm run db:migrate -- {}"}
FILES = {"flask": "'migrations/versions/*.py'", "express": "'migrations/*.ts'"}


def next_steps(project: Project, wanted: Mapping[str, Any], changed: Set[str]) -> list[str]:
    """What is left to do for what was changed: install, create the database, make the next migration, apply it."""
    framework = project.framework
    file, install = INSTALL[framework]
    steps = [install] if file in changed else []
    old, new = project.answers.get("database"), wanted.get("database")
    if old != new:
        create = machine.creates(machine.settings(project.folder).get("DATABASE_URL", ""))
        steps += filter(None, [create])
    before, after = project.answers.get(RESOURCES), wanted.get(RESOURCES)
    folder = str(PurePosixPath(FIRST[framework]).parent)
    if any(path.startswith(f"{folder}/") for path in changed):
        return [*steps, UPGRADE[framework]]
    if old != new and history(framework, project.folder):
        again = MIGRATE[framework].format("initial")
        return [*steps, f"git rm {FILES[framework]}  # they were made for {old}", again, UPGRADE[framework]]
    if before == after:
        return steps
    return [*steps, UPGRADE[framework], MIGRATE[framework].format(name(before, after)), UPGRADE[framework]]


def once_more(framework: str, command: str) -> list[str]:
    """What lets the tool make a migration that it did not make, since others were not applied."""
    return [UPGRADE[framework], "scaffold undo", command]


def taken_back(undone: Change) -> str:
    """A warning when a migration goes with its change: a database may have it."""
    gone = [PurePosixPath(edit.path) for edit in undone.edits if edit.after is None]
    for framework, first in FIRST.items():
        like = PurePosixPath(first)
        if named := [f"`{path}`" for path in gone if (path.parent, path.suffix) == (like.parent, like.suffix)]:
            return (
                f"{', '.join(named)} went with it. Where it was applied: `scaffold undo` again, "
                f"`{DOWNGRADE[framework]}`, and `scaffold undo`"
            )
    return ""

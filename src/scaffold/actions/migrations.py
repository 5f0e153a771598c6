"""The database's history: the first migration is made once, later ones by the framework's own tool."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from scaffold.core.answers import RESOURCES
from scaffold.outside.trees import File, Tree

from .project import Project

FIRST = {
    "flask": "migrations/versions/0001_initial.py",
    "express": "migrations/Migration00000000000001_initial.ts",
}
SUFFIX = {"flask": ".py", "express": ".ts"}
INSTALL = {"flask": ("pyproject.toml", "uv sync"), "express": ("package.json", "npm install")}
COMMANDS = {
    "flask": ("uv run flask db upgrade", 'uv run flask db migrate -m "{}"', "uv run flask db upgrade"),
    "express": ("npm run db:upgrade", "npm run db:migrate -- {}", "npm run db:upgrade"),
}


@dataclass(frozen=True)
class First:
    """What a change does with the first migration: `path` is left alone, `dropped` is not made."""

    path: str | None = None
    dropped: str | None = None

    def without(self, tree: Tree) -> Tree:
        """The files of a tree without the migration that is not made."""
        return {path: file for path, file in tree.items() if path != self.dropped}


def first(project: Project, wanted: Mapping[str, Any], base: Tree) -> First:
    """The first migration belongs to the history of a database: once it is there, a change leaves it alone.

    Another database has no history yet: as long as the first migration is the only one and as it was made, it follows.
    """
    path = FIRST[project.framework]
    folder = project.folder / PurePosixPath(path).parent
    there = {file.name for file in folder.glob(f"*{SUFFIX[project.framework]}")} - {"__init__.py"}
    if path not in base and there:
        return First(dropped=path)
    if wanted.get("database") != project.answers.get("database") and there == {PurePosixPath(path).name}:
        file = project.folder / path
        if base.get(path) == File(file.read_bytes()):
            return First()
    return First(path)


def next_steps(project: Project, wanted: Mapping[str, Any], changed: Set[str]) -> list[str]:
    """What is left to do for what was changed: install, and make the next migration."""
    file, install = INSTALL[project.framework]
    steps = [install] if file in changed else []
    if wanted.get(RESOURCES) == project.answers.get(RESOURCES):
        return steps
    upgrade, migrate, again = COMMANDS[project.framework]
    if FIRST[project.framework] in changed:
        return [*steps, again]
    return [*steps, upgrade, migrate.format(_name(project.answers.get(RESOURCES), wanted.get(RESOURCES))), again]


def _name(before: Any, after: Any) -> str:
    """A name for the migration, from the resources that differ: `add_comment`, `change_post`."""
    old, new = ({line.split()[0]: line for line in lines or ()} for lines in (before, after))
    words = [f"add_{name}" for name in new if name not in old]
    words += [f"remove_{name}" for name in old if name not in new]
    words += [f"change_{name}" for name in new if name in old and new[name] != old[name]]
    return "_and_".join(word.partition("(")[0] for word in words)[:60]

"""The first migration is made once, with the project; a change leaves it alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from scaffold.actions.project import Project
from scaffold.outside.trees import File, Tree

from . import place

FIRST = {
    "flask": "migrations/versions/0001_initial.py",
    "express": "migrations/Migration00000000000001_initial.ts",
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
    there = history(project.framework, project.folder)
    if path not in base and there:
        return First(dropped=path)
    if wanted.get("database") != project.answers.get("database") and there == {path}:
        file = project.folder / path
        if base.get(path) == File(file.read_bytes()):
            return First()
    return First(path)


def history(framework: str, folder: Path) -> set[str]:
    """The migrations of a project, by their path in it."""
    parent = place.usual(framework, folder)
    found = (folder / parent).glob(f"*{PurePosixPath(FIRST[framework]).suffix}")
    return {f"{parent}/{file.name}" for file in found if file.name != "__init__.py"}

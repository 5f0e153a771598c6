"""Finds the two projects that are compared: both on disk, or one whose twin is made from the same answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scaffold.actions import project
from scaffold.actions.project import PAIR, Project
from scaffold.core.answers import FRAMEWORK, NAME
from scaffold.core.comparison import Both
from scaffold.core.names import shown
from scaffold.core.problem import Problem

from . import foreign


@dataclass(frozen=True)
class Half:
    """One of the two. `project` is None for one that scaffold did not make; without a folder it is not on disk."""

    framework: str
    folder: Path | None
    project: Project | None

    @property
    def name(self) -> str:
        """What it is called on screen."""
        if self.project:
            return str(self.project.answers.get(NAME, self.project.folder.name))
        return self.folder.name if self.folder else self.framework

    @property
    def label(self) -> str:
        """What it is called in a sentence."""
        return f"{self.name} ({self.framework})"


def find(folders: Sequence[Path]) -> Both[Half]:
    """The pair in these folders, Flask first. Raises Problem when they are none."""
    halves = [half for folder in folders or (None,) for half in _halves(folder)]
    if len(halves) == 1:
        halves.append(_other(halves[0]))
    if len(halves) != 2:
        raise Problem(
            code="not-two",
            what=f"{len(halves)} projects are given",
            why="two projects are compared, one of each framework",
            fix="name one for Flask and one for Express.js",
        )
    if halves[0].framework == halves[1].framework:
        raise project.same_framework([half.folder for half in halves], halves[0].framework)
    flask, express = sorted(halves, key=lambda half: PAIR.index(half.framework))
    return Both(flask, express)


def home(flask: Path, express: Path) -> Path:
    """Where what is kept of a pair has its place: the folder that is just the pair, or else the Flask project."""
    together = flask.parent == express.parent and (flask.name, express.name) == PAIR
    return flask.parent if together else flask


def _halves(folder: Path | None) -> list[Half]:
    if folder and not folder.is_dir():
        raise Problem(
            code="no-project",
            what=f"`{shown(str(folder))}` is no folder",
            why="it is a file" if folder.exists() else "there is nothing of that name",
            fix="name the folder of a project, or of a pair",
        )
    try:
        found = project.find(folder)
    except Problem as problem:
        if not folder:
            raise
        return [_foreign(folder, problem)]
    return [Half(opened.framework, opened.folder, opened) for opened in map(project.read, found)]


def _foreign(folder: Path, problem: Problem) -> Half:
    """A project that scaffold did not make; what it asks for tells the framework."""
    if framework := foreign.framework(folder):
        return Half(framework, folder.resolve(), None)
    raise Problem(
        problem.code,
        problem.what,
        f"{problem.why}, nor is Flask or Express.js among the packages that it asks for",
        problem.fix,
    )


def _other(half: Half) -> Half:
    """The other half: the twin that is there, or else one to be made."""
    if not half.project:
        raise Problem(
            code="no-twin",
            what=f"scaffold did not make `{half.name}`, so there is no twin of it",
            why="a twin is made from the answers that scaffold keeps in a project",
            fix=f"name the other project, too: `scaffold compare {half.name} FOLDER`",
        )
    there = project.twin(half.project)
    if there:
        opened = project.read(there)
        return Half(opened.framework, opened.folder, opened)
    framework = next(name for name in PAIR if name != half.framework)
    answers = {**half.project.answers, FRAMEWORK: framework}
    return Half(framework, None, Project(half.project.folder, half.project.source, half.project.version, answers))

"""Gives a project other answers: another database, a feature more or less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from scaffold.core.answers import FRAMEWORK, RESOURCES
from scaffold.core.problem import Problem
from scaffold.core.result import Result

from . import catalogue, change, project
from .change import How, Target
from .pairs import answered
from .project import Project

ELSEWHERE = {
    FRAMEWORK: "`scaffold twin ../FOLDER` makes the same project for the other framework",
    RESOURCES: '`scaffold add resource "note title:string!"` and `scaffold remove resource note` change them',
}


def set_(folder: Path | None, both: bool | None, pairs: Sequence[str], how: How) -> Result:
    """Changes the project, or the pair, to these answers, each `KEY=VALUE` or `FEATURE=on|off`.

    Raises Problem or Problems.
    """
    return change.run(lambda: list(_targets(folder, both, pairs)), how)


def _targets(folder: Path | None, both: bool | None, pairs: Sequence[str]) -> Iterator[tuple[Project, Target]]:
    for opened in project.together(folder, both):
        known = catalogue.of(opened.source, opened.version)
        given = dict(opened.answers)
        for pair in pairs:
            _refuse_elsewhere(pair)
            given = answered(known.questions, given, pair)
        yield opened, Target(known, given)


def _refuse_elsewhere(pair: str) -> None:
    key = pair.partition("=")[0]
    if key in ELSEWHERE:
        raise Problem(
            code="set-elsewhere",
            what=f"`{key}` cannot be set",
            why="it takes more than another answer",
            fix=ELSEWHERE[key],
        )

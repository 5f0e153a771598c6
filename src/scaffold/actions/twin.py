"""Makes the same project for the other framework, and lets the two know each other."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from scaffold.core.answers import FRAMEWORK, TWIN
from scaffold.core.names import version
from scaffold.core.problem import Problem
from scaffold.core.result import Result

from . import catalogue, change, new, project
from .change import How, Target
from .gather import Order
from .new import Afterwards


def twin(source: Path | None, directory: Path, steps: Afterwards, tell: Callable[[str], None]) -> Result:
    """Makes the twin of a project in a new folder, from the same answers and the same version of the templates.

    Raises Problem when there is a twin already, or when the project's templates cannot keep its folder in mind.
    """
    found = project.find(source)
    if len(found) > 1:
        raise _has_one(found[0], found[1])
    opened = project.read(found[0])
    if there := project.twin(opened):
        raise _has_one(opened.folder, there)
    known = catalogue.of(opened.source, opened.version)
    if TWIN not in {question.key for question in known.questions}:
        raise Problem(
            code="twin-unknown",
            what=f"the templates {version(opened.version)} of `{opened.name}` know of no twin",
            why="they are older than that",
            fix="run `scaffold update`, and this command again. Nothing was changed.",
        )
    other = next(name for name in project.PAIR if name != opened.framework)
    answers = {**change.checked(known, opened.answers), TWIN: _way(directory, opened.folder)}
    answers.pop(FRAMEWORK)
    tell(f"Rendering {directory}")
    result = new.new(known, Order(directory, (other,), answers, None), steps, tell)
    way = _way(opened.folder, directory)

    def targets() -> change.Targets:
        again = project.read(opened.folder)
        return [(again, Target(known, {**again.answers, TWIN: way}))]

    change.run(targets, How(f"twin {directory}"))
    sections = tuple(one for one in result.sections if one.title != new.AGAIN)
    data = {key: value for key, value in result.data.items() if key != "again"}
    return replace(result, command="twin", sections=sections, data=data)


def _way(start: Path, end: Path) -> str:
    """How to get from one folder to another, as the answers keep it on every system."""
    return Path(os.path.relpath(end.resolve(), start.resolve())).as_posix()


def _has_one(one: Path, other: Path) -> Problem:
    return Problem(
        code="twin-exists",
        what=f"`{one.name}` has a twin already",
        why=f"it is `{other}`",
        fix="compare them with `scaffold check`. Nothing was changed.",
    )

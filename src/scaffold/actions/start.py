"""Starts a project, or both of a pair, as in development, and shows what they say until they are told to end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from scaffold.core.names import listed
from scaffold.core.problem import Problem, refuse
from scaffold.core.result import Result
from scaffold.outside.live import development
from scaffold.outside.live.development import Hear, Side

from . import project


def start(folders: Sequence[Path], hear: Hear, tell: Callable[[Sequence[Side]], None]) -> Result:
    """Runs until Ctrl-C; `hear` gets each line that a side says, and `tell` all sides as soon as each answers.

    Raises Problem or Problems when one cannot be started, and when one ends by itself: then the other is ended, too.
    """
    sides = _sides(folders)
    waited = {one.framework for one in sides}
    with development.started(sides, hear) as watched:
        try:
            for running in watched():
                waited.discard(running.side.framework)
                if not waited:
                    tell(sides)
        except KeyboardInterrupt:
            pass
    return Result("start", f"Ended {listed([one.framework for one in sides])}")


def _sides(folders: Sequence[Path]) -> tuple[Side, ...]:
    """Why all before anything is started: a person is told at once what is missing."""
    found: list[Side] = []
    problems: list[Problem] = []
    opened = [project.read(place) for folder in folders or (None,) for place in project.find(folder)]
    if len(opened) == 2 and opened[0].framework == opened[1].framework:
        raise project.same_framework([one.folder for one in opened], opened[0].framework)
    for one in opened:
        try:
            found.append(development.side(one.framework, one.folder))
        except Problem as problem:
            problems.append(problem)
    refuse(problems)
    return tuple(found)

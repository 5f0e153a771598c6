"""Walks through a workshop as people will, days before, and tells whether it can be held: go or no-go, with minutes."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scaffold.actions import mistakes
from scaffold.actions.project import NAMES
from scaffold.core.problem import OUTSIDE, Problem, Problems
from scaffold.core.result import Result, Section
from scaffold.core.workshop import Step
from scaffold.outside.merge import git
from scaffold.outside.workshop import repository, saves, worktree
from scaffold.outside.workshop.repository import Room

from . import check, walk
from .check import Ran

Tell = Callable[[str], None]
GO, NO = "go", "NO-GO"


@dataclass(frozen=True)
class Tried:
    """One step as it was carried out: what is wrong with it, how many tests its solution passes, and the seconds."""

    number: int
    step: Step
    wrong: tuple[str, ...]
    tests: int
    check: float
    seconds: float


def rehearse(numbers: Sequence[int], place: Path | None, tell: Tell) -> Result:
    """Carries out all steps, or those of these numbers, in a clone that goes away, or in a place that stays.

    Exit 1: the workshop cannot be held as it is. Raises Problem when it cannot be tried.
    """
    room = walk.opened(started=False)
    chosen = [number for number in range(1, len(room.workshop.steps) + 1) if number in (numbers or [number])]
    if unknown := sorted(set(numbers) - set(chosen)):
        raise Problem(
            code="no-step",
            what=f"there is no step {unknown[0]}",
            why=f"the steps are 1 to {len(room.workshop.steps)}",
            fix="`scaffold workshop where --all` lists them",
        )
    begun = time.monotonic()
    tried = []
    with _clone(room, place) as clone:
        for number in chosen:
            tell(f"Step {number} of {len(room.workshop.steps)}: {room.workshop.steps[number - 1].title}")
            tried.append(_step(clone, number))
    wrong = [one for one in tried if one.wrong]
    minutes = sum(one.step.minutes for one in tried)
    steps = f"{len(tried)} step{'s' * (len(tried) != 1)}"
    return Result(
        command="workshop rehearse",
        headline=f"{NO if wrong else GO.capitalize()}: {steps}, {minutes} minutes for people, "
        f"{time.monotonic() - begun:.0f} s here",
        listing=(
            Section(room.workshop.title, tuple(_rows(tried))),
            *(Section(f"Step {one.number} cannot be held", one.wrong) for one in wrong),
        ),
        data={
            "go": not wrong,
            "minutes": minutes,
            "steps": [
                {
                    "step": one.number,
                    "name": one.step.name,
                    "wrong": list(one.wrong),
                    "tests": one.tests,
                    "checkSeconds": round(one.check, 1),
                    "seconds": round(one.seconds, 1),
                }
                for one in tried
            ],
        },
        exit=1 if wrong else 0,
    )


@contextmanager
def _clone(room: Room, place: Path | None) -> Iterator[Room]:
    """Another repository of the same workshop; one that is in a place already has its packages still."""
    if place and (place / ".git").is_dir():
        there = repository.opened(place)
        if repository.ids(there.top) != repository.ids(room.top):
            raise Problem(
                code="occupied",
                what=f"`{place}` is another workshop",
                why="its commits are others",
                fix="name another folder, or delete that one. Nothing was changed.",
            )
        yield there
        return
    temporary = tempfile.mkdtemp(prefix="scaffold-") if not place else ""
    target = place or Path(temporary, "workshop")
    try:
        git.run(room.top, "clone", "--quiet", "--no-hardlinks", str(room.top), str(target.absolute()))
        yield repository.opened(target.absolute())
    finally:
        if temporary:
            shutil.rmtree(temporary, ignore_errors=True)


def _step(room: Room, number: int) -> Tried:
    """Both ends of a step: its tests fail where it begins, and no others; all pass where it ends."""
    begun = time.monotonic()
    step = room.workshop.steps[number - 1]
    wrong: list[str] = []
    try:
        start = _ran(room, number, solved=False)
        wrong += [text for side, one in start.items() for text in _at_start(step, side, one)]
        end = _ran(room, number, solved=True)
        wrong += [text for side, one in end.items() for text in _at_end(step, side, one)]
        wrong += _mistake(room, step)
    except Problem as problem:
        if problem.exit == OUTSIDE:
            raise
        return Tried(number, step, (*wrong, f"{problem.what}: {problem.why}"), 0, 0, time.monotonic() - begun)
    tests = sum(len(one.passed) for one in end.values())
    longest = max(one.seconds for one in end.values())
    return Tried(number, step, tuple(wrong), tests, longest, time.monotonic() - begun)


def _ran(room: Room, number: int, *, solved: bool) -> dict[str, Ran]:
    commit = repository.resolved(room, room.workshop.tag(number, solved=solved))
    saves.switch(room, worktree.found(room.top), commit)
    return dict(check.run(room.with_state(step=number), lambda _: None))


def _at_start(step: Step, side: str, ran: Ran) -> Iterator[str]:
    if ran.trouble:
        yield f"{NAMES[side]}: the tests do not run at the start: {ran.trouble}"
        return
    if side in step.start:
        failed = {one.sentence for one in ran.failed}
        yield from (f"{NAMES[side]}: `{test}` passes at the start" for test in step.tests if test not in failed)
    for one in ran.others(step) if side in step.start else ran.failed:
        yield f"{NAMES[side]}: `{one.sentence}` fails at the start, and is not of the exercise"


def _at_end(step: Step, side: str, ran: Ran) -> Iterator[str]:
    if ran.trouble:
        yield f"{NAMES[side]}: the tests do not run with the solution: {ran.trouble}"
        return
    yield from (f"{NAMES[side]}: `{one.sentence}` fails with the solution" for one in ran.failed)
    yield from (f"{NAMES[side]}: there is no test `{test}`" for test in step.tests if test not in ran.passed)


def _mistake(room: Room, step: Step) -> Iterator[str]:
    """Plants the mistake of the step in its solution, and takes it back."""
    if not step.mistake:
        return
    before = {path: one.digest for path, one in worktree.found(room.top).files.items()}
    try:
        several = mistakes.sides([room.top])
        found = [side for side in several if side.place(mistakes.chosen(several, step.mistake))]
        for side in found:
            mistakes.plant(several, step.mistake, side.framework)
            mistakes.back(several, side.framework)
        if not found:
            yield f"the mistake `{step.mistake}` cannot be planted on either side"
    except (Problem, Problems) as problem:
        yield f"the mistake `{step.mistake}` cannot be planted: {problem}"
    if before != {path: one.digest for path, one in worktree.found(room.top).files.items()}:
        yield f"the mistake `{step.mistake}` leaves something behind"


def _rows(tried: Sequence[Tried]) -> Iterator[str]:
    wide = max(len(one.step.title) for one in tried)
    yield f"{'':8}{'':{wide}} {'min':>4} {'tests':>6} {'check':>7} {'all':>7}"
    for one in tried:
        state = NO if one.wrong else GO
        yield (
            f"{state:<5}{one.number:>2} {one.step.title:<{wide}} {one.step.minutes:>4} {one.tests:>6} "
            f"{one.check:>5.1f} s {one.seconds:>5.1f} s"
        )

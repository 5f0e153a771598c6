"""The instructor's sheet: the day minute by minute, the ids that everybody has, and what to say at each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.core.workshop import Step, Workshop
from scaffold.outside.workshop import repository

from . import walk


def sheet() -> str:
    """The sheet as Markdown. Raises Problem outside of a workshop."""
    room = walk.opened(started=False)
    return "\n".join(_sheet(room.workshop, repository.ids(room.top)))


def _sheet(workshop: Workshop, ids: Mapping[str, str]) -> Iterator[str]:
    yield from (f"# {workshop.title}", "")
    yield f"{len(workshop.steps)} steps, {workshop.minutes} minutes without breaks."
    yield from ("Everybody with this version of scaffold has the same ids; `git log -1` says which.", "")
    yield from ("| from | step | | begins | solution |", "|---|---|---|---|---|")
    begins = 0
    for number, step in enumerate(workshop.steps, 1):
        start, end = (ids.get(workshop.tag(number, solved=solved), "")[:7] for solved in (False, True))
        yield f"| {begins // 60}:{begins % 60:02} | {number} | {step.title} | `{start}` | `{end}` |"
        begins += step.minutes
    begins = 0
    for number, step in enumerate(workshop.steps, 1):
        yield from ("", f"## {begins // 60}:{begins % 60:02} Step {number}: {step.title} ({step.minutes} min)", "")
        yield from _step(step)
        begins += step.minutes
    yield ""


def _step(step: Step) -> Iterator[str]:
    if step.note:
        yield from (step.note, "")
    on = [*step.turns_on, *step.resources]
    if on:
        yield f"- Turned on: {', '.join(f'`{one}`' for one in on)}"
    for one in step.requests:
        yield f"- Predict `{one.ask}`: {one.predict}"
    if step.exercise:
        yield f"- Exercise: {step.exercise}"
    if step.tests:
        yield f"- Its tests: {', '.join(f'`{test}`' for test in step.tests)}"
    yield from (f"- Hint: {hint}" for hint in step.hints)
    yield from (f"- They ask: {question}" for question in step.questions)
    if step.mistake:
        yield f"- Plant when most are done: `scaffold mistake {step.mistake} --side …`, then `scaffold mistake --back`"
    if step.concepts:
        yield f"- Read before: {', '.join(f'`scaffold concepts {name}`' for name in step.concepts)}"

"""Starts both apps of a pair for a moment and asks them what the concepts ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from scaffold.actions import project
from scaffold.core import exchanges, resource
from scaffold.core.comparison import Answer, Both, Exchange, Live, Shown, Side
from scaffold.core.concepts import Concept, Request
from scaffold.core.problem import Problem, Problems

from . import alone, runs
from .rows import Ask, Rows
from .runs import Running

MADE = Answer(201, "Created", (), '{"id":1}')


def refuse_rendered(sides: Both[Side]) -> None:
    """Raises Problem for a twin that is not on disk: it has no packages, and nobody asked to install any."""
    for framework, side in (("flask", sides.flask), ("express", sides.express)):
        if side.rendered:
            raise Problem(
                code="not-installed",
                what=f"the {framework.capitalize()} side cannot be started",
                why="it was only rendered for this comparison",
                fix="make it with `scaffold twin ../FOLDER` and install its packages, or leave out `--live`",
            )


def asked(
    projects: Both[Path], concepts: Sequence[Concept], tell: Callable[[str], None], *, frameworks: bool = False
) -> Live:
    """Asks both apps all requests, records the order of what runs, and measures how long a start takes.

    `frameworks` are asked alone, too, what both projects are.

    Raises Problem or Problems when an app cannot be started or stops answering. Nothing that was started or created
    is left behind.
    """
    with runs.begun(projects, tell) as pair:
        with pair.served() as running:
            rows = filled(projects, running.ask)
            answers, notes = _exchanges(concepts, rows, running, tell)
            firsts = _firsts(concepts, rows)
            found = alone.asked(pair.programs, rows, running.ask, pair.place, tell) if frameworks else None
            if frameworks and not found:
                notes.append("The frameworks alone were not asked: this pair has no resource that needs no other.")
            notes += rows.notes
        tell("Recording the order")
        orders, more = pair.orders(firsts)
        # Why no starts: without a concept nobody is shown them.
        starts: Both[tuple[float, ...]] = pair.starts(tell) if concepts else Both((), ())
        return Live(answers, orders, starts, tuple(dict.fromkeys([*notes, *more])), found)


def told(shown: Sequence[Shown], live: Live) -> tuple[Shown, ...]:
    """The concepts with what the apps said."""
    return tuple(
        replace(
            one,
            exchanges=live.exchanges.get(one.name, ()),
            order=live.orders.get(one.name),
            label=exchanges.label(live.exchanges.get(one.name, ())),
        )
        for one in shown
    )


def unasked(projects: Both[Path], shown: Sequence[Shown]) -> tuple[Shown, ...]:
    """The concepts with their requests as apps would be asked that have one row of each resource."""
    rows = filled(projects, lambda _: Both(MADE, MADE))

    def whole(request: Request) -> Request | None:
        with rows.asked(request) as found:
            return found

    return tuple(replace(one, requests=tuple(filter(None, map(whole, one.requests)))) for one in shown)


def filled(projects: Both[Path], ask: Ask) -> Rows:
    """The apps with a row of each resource that the answers of the project name, as far as they go."""
    try:
        lines = project.read(projects.flask).answers.get("resources")
        resources = {one.name: one for one in resource.stored(lines)}
    except (Problem, Problems):
        # Why no problem: requests that need no row are asked all the same.
        resources = {}
    rows = Rows(ask, resources)
    rows.fill()
    return rows


def _exchanges(
    concepts: Sequence[Concept], rows: Rows, running: Running, tell: Callable[[str], None]
) -> tuple[dict[str, tuple[Exchange, ...]], list[str]]:
    found, notes = {}, []
    for concept in concepts:
        if concept.requests:
            tell(f"Asking both: {concept.title}")
        several = []
        for request in concept.requests:
            with rows.asked(request) as whole:
                if not whole:
                    notes.append(
                        f"`{request.method} {request.path}` of `{concept.name}` needs a resource with such rows."
                    )
                    continue
                answers = running.ask(whole)
                several.append(exchanges.compared(whole, answers))
            rows.forget(answers)
        found[concept.name] = tuple(several)
    return found, notes


def _firsts(concepts: Sequence[Concept], rows: Rows) -> dict[str, Request]:
    """The request whose order is recorded, for each concept that wants one: its first, or one for a list."""
    found = {}
    for concept in concepts:
        if concept.order:
            path = next(iter(rows.paths.values()), "/healthz")
            request = next(iter(concept.requests), Request("GET", path, {}, None, {}))
            with rows.asked(request) as whole:
                found[concept.name] = whole or Request("GET", path, {}, None, {})
    return found

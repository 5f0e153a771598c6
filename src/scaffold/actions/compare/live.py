"""Starts both apps of a pair for a moment and asks them what the concepts ask."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from scaffold.actions import project
from scaffold.core import exchanges, resource
from scaffold.core.comparison import Answer, Both, Exchange, Live, Shown, Side
from scaffold.core.concepts import Concept, Request
from scaffold.core.problem import Problem, Problems, refuse
from scaffold.outside.live import apps, databases, order, programs
from scaffold.outside.live.apps import App
from scaffold.outside.live.programs import Programs

from .rows import Rows

STARTS = 7


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


def asked(projects: Both[Path], concepts: Sequence[Concept], tell: Callable[[str], None]) -> Live:
    """Asks both apps all requests, records the order of what runs, and measures how long a start takes.

    Raises Problem or Problems when an app cannot be started or stops answering. Nothing that was started or created
    is left behind.
    """
    with begun(projects, tell) as pair:
        with pair.served() as running:
            rows = filled(projects, running)
            answers, notes = _exchanges(concepts, rows, running, tell)
            firsts = _firsts(concepts, rows)
            notes += rows.notes
        tell("Recording the order")
        orders, more = pair.orders(firsts)
        return Live(answers, orders, pair.starts(tell), tuple(dict.fromkeys([*notes, *more])))


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


@contextmanager
def begun(projects: Both[Path], tell: Callable[[str], None]) -> Iterator[Pair]:
    """Both projects, installed, each with a database of its own. Raises Problem or Problems."""
    both = _programs(projects)
    with tempfile.TemporaryDirectory(prefix="scaffold-live-") as temporary, ExitStack() as stack:
        place = Path(temporary)
        tell("Making a database for each side")
        urls = Both(*(stack.enter_context(databases.own(one, place)) for one in (both.flask, both.express)))
        yield Pair(both, urls, place)


def _programs(projects: Both[Path]) -> Both[Programs]:
    """Why both before anything is started: a person is told at once what is missing."""
    found, problems = [], []
    for framework, folder in (("flask", projects.flask), ("express", projects.express)):
        try:
            found.append(programs.of(framework, folder.resolve()))
        except Problem as problem:
            problems.append(problem)
    refuse(problems)
    return Both(*found)


@dataclass(frozen=True)
class Running:
    """Both apps, while they answer."""

    flask: App
    express: App

    def ask(self, request: Request) -> Both[Answer]:
        return Both(self.flask.ask(request), self.express.ask(request))


@dataclass(frozen=True)
class Pair:
    """Both projects, each with its database, and a folder for what they say."""

    programs: Both[Programs]
    urls: Both[str]
    place: Path

    @contextmanager
    def served(self) -> Iterator[Running]:
        with ExitStack() as stack:
            flask, express = (stack.enter_context(self._served(side)) for side in ("flask", "express"))
            yield Running(flask, express)

    @contextmanager
    def _served(self, side: str) -> Iterator[App]:
        words: Programs = getattr(self.programs, side)
        settings = programs.settings(words.folder, apps.free_port(), getattr(self.urls, side))
        with apps.served(words, settings, self.place / f"{side}.log") as app:
            yield app

    def starts(self, tell: Callable[[str], None]) -> Both[tuple[float, ...]]:
        """The seconds of each start. Why in turns: what else this machine does then befalls both sides alike."""
        seconds: dict[str, list[float]] = {"flask": [], "express": []}
        for number in range(1, STARTS + 1):
            tell(f"Starting each side, {number} of {STARTS}")
            for side, found in seconds.items():
                with self._served(side) as app:
                    found.append(app.seconds)
        return Both(tuple(seconds["flask"]), tuple(seconds["express"]))

    def orders(self, requests: dict[str, Request]) -> tuple[dict[str, Both[tuple[str, ...]]], list[str]]:
        """The order of each concept that wants one, and notes on those that could not be recorded."""
        found: dict[str, Both[tuple[str, ...]]] = {}
        notes = []
        for name, request in requests.items():
            sides = []
            for side in ("flask", "express"):
                words: Programs = getattr(self.programs, side)
                settings = programs.settings(words.folder, 1, getattr(self.urls, side))
                sides.append(order.recorded(words, settings, request, self.place))
            flask, express = sides
            if isinstance(flask, str) or isinstance(express, str):
                why = next(one for one in sides if isinstance(one, str))
                notes.append(f"The order of `{name}` was not recorded: {why}.")
            else:
                found[name] = Both(flask, express)
        return found, notes


def filled(projects: Both[Path], running: Running) -> Rows:
    """The apps with a row of each resource that the answers of the project name, as far as they go."""
    resources = {}
    document = {}
    try:
        lines = project.read(projects.flask).answers.get("resources") or []
        resources = {one.name: one for one in map(resource.parse, lines)}
        document = json.loads((projects.flask / "openapi.json").read_text("utf-8"))
    except (Problem, Problems, OSError, ValueError):
        # Why no problem: requests that need no row are asked all the same.
        resources = {}
    rows = Rows(running.ask, document, resources)
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

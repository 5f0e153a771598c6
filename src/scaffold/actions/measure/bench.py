"""Both apps of a pair under the same load, in turns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar

from scaffold.actions.compare import live
from scaffold.actions.compare.rows import Rows
from scaffold.actions.compare.runs import Pair, Running
from scaffold.core import interval
from scaffold.core.comparison import Both
from scaffold.core.concepts import Request
from scaffold.core.interval import Interval
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.outside.live import programs
from scaffold.outside.live.load import Closed, Loaded

T = TypeVar("T")
# How close the last windows of a warm-up are, how many they are, and how many are tried.
STEADY, WINDOWS, TRIES = 0.05, 3, 8
# Rows of the list that is asked for; a client that takes more of its core than this is what is measured.
ROWS, CLIENT = 9, 0.8


@dataclass(frozen=True)
class Length:
    """How long it takes: the turns of each experiment, and the seconds of one turn."""

    turns: int
    seconds: float


QUICK, WHOLE = Length(6, 0.5), Length(15, 2.0)


@dataclass(frozen=True)
class Bench:
    """A pair that can be started, and how long each experiment takes."""

    pair: Pair
    length: Length
    tell: Callable[[str], None]

    @contextmanager
    def served(self) -> Iterator[Both[Loaded]]:
        """Both apps, just started."""
        with self.pair.served() as running:
            yield self.loaded(running)

    def loaded(self, running: Running) -> Both[Loaded]:
        """What asks both. Why one Node: it is the same client."""
        node = programs.node(self.pair.programs.express.folder)
        return Both(Loaded(running.flask, node), Loaded(running.express, node))

    def requests(self, sides: Both[Loaded]) -> dict[str, Request]:
        """What a pair is asked: `one` row and a `list` of some, of the resource that refers to most others.

        There are none for a pair without resources.
        """
        folders = Both(self.pair.programs.flask.folder, self.pair.programs.express.folder)
        rows = live.filled(folders, lambda request: Both(sides.flask.app.ask(request), sides.express.app.ask(request)))
        if not rows.ids:
            return {}
        name = max(rows.ids, key=lambda one: _relations(rows, one))
        rows.more(name, ROWS)
        path = rows.paths[name]
        return {"one": get(f"{path}/{rows.ids[name]}"), "list": get(path)}

    def turns(self, sides: Both[Loaded], run: Callable[[Loaded], T]) -> Both[tuple[T, ...]]:
        """What `run` gives for each side, in turns: what else this machine does then befalls both alike."""
        flask, express = [], []
        for _ in range(self.length.turns):
            flask.append(run(sides.flask))
            express.append(run(sides.express))
        return Both(tuple(flask), tuple(express))

    def closed(
        self, sides: Both[Loaded], request: Request, seconds: float | None = None, connections: int = 8
    ) -> Both[tuple[Closed, ...]]:
        """Both asked the same, in turns, as fast as answers come."""
        return self.turns(sides, lambda side: side.closed(request, seconds or self.length.seconds, connections))

    def warm(self, side: Loaded, request: Request) -> None:
        """Asks until the last windows cost the same. Raises Problem when the app does not answer."""
        spent: list[float] = []
        for _ in range(TRIES):
            spent.append(side.closed(request, self.length.seconds).cpu)
            last = spent[-WINDOWS:]
            if len(last) == WINDOWS and max(last) - min(last) <= STEADY * median(last):
                return

    def noise(self, side: Loaded, request: Request) -> Interval:
        """The ratio of an app to itself: what of another ratio is this machine."""
        again = self.turns(Both(side, side), lambda one: one.closed(request, self.length.seconds).cpu)
        return interval.of([first / second for first, second in zip(again.flask, again.express, strict=True)])


def get(path: str) -> Request:
    """A request for a path."""
    return Request("GET", path, {"Accept": "application/json"}, None, {})


def refuse_unlike(sides: Both[Loaded], request: Request) -> None:
    """Raises Problem unless both answer the same to a request, but for values such as instants."""
    answers = Both(sides.flask.app.ask(request), sides.express.app.ask(request))
    shapes = [(one.status, _shape(json.loads(one.body))) for one in (answers.flask, answers.express)]
    if shapes[0] != shapes[1] or answers.flask.status >= 300:
        raise Problem(
            code="not-alike",
            what=f"both answer `{request.method} {request.path}` in different ways, so nothing was measured",
            why=f"the answers are {answers.flask.status} and {answers.express.status}, or have other fields",
            fix="`scaffold check` and `scaffold compare --live` tell where the two differ; make them alike first",
            exit=OUTSIDE,
        )


def outrun(turns: Both[tuple[Closed, ...]]) -> bool:
    """Whether the client may have been slower than an app."""
    return any(one.busy > CLIENT for one in (*turns.flask, *turns.express))


def _relations(rows: Rows, name: str) -> int:
    return sum(one.type == "references" for one in rows.resources[name].fields)


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_shape(one) for one in value]
    return type(value).__name__


def column(turns: Both[tuple[T, ...]], value: Callable[[T], float]) -> Both[tuple[float, ...]]:
    """One number of each turn."""
    return Both(tuple(map(value, turns.flask)), tuple(map(value, turns.express)))

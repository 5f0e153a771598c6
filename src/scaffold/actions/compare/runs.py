"""Both projects of a pair as running apps: one start, many starts in turns, or the order of what runs in them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from scaffold.core.comparison import Answer, Both
from scaffold.core.concepts import Request
from scaffold.core.problem import Problem, refuse
from scaffold.outside.live import apps, databases, experiments, order, programs
from scaffold.outside.live.apps import App
from scaffold.outside.live.programs import Programs

STARTS = 7


@contextmanager
def begun(projects: Both[Path], tell: Callable[[str], None], *, experiments_too: bool = False) -> Iterator[Pair]:
    """Both projects, installed, each with a database of its own. Raises Problem or Problems.

    With the routes of experiments beside their own if wanted.
    """
    both = both_of(projects)
    with tempfile.TemporaryDirectory(prefix="scaffold-live-") as temporary, ExitStack() as stack:
        place = Path(temporary)
        tell("Making a database for each side")
        urls = Both(*(stack.enter_context(databases.own(one, place)) for one in (both.flask, both.express)))
        if experiments_too:
            both = Both(experiments.given(both.flask, place), experiments.given(both.express, place))
        yield Pair(both, urls, place)


def both_of(projects: Both[Path]) -> Both[Programs]:
    """The programs of both, installed. Raises Problem or Problems: a person is told at once all that is missing."""
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
        # Why: what an app writes there stays when it is ended.
        settings["TMPDIR"] = str(self.place)
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
                settings = programs.settings(words.folder, apps.free_port(), getattr(self.urls, side))
                sides.append(order.recorded(words, settings, request, self.place))
            flask, express = sides
            if isinstance(flask, str) or isinstance(express, str):
                why = next(one for one in sides if isinstance(one, str))
                notes.append(f"The order of `{name}` was not recorded: {why}.")
            else:
                found[name] = Both(flask, express)
        return found, notes

"""Both frameworks alone, beside the pair: the same request asked of the apps that the tutorials of both write."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scaffold.actions.project import Project
from scaffold.core import exchanges
from scaffold.core.comparison import Both
from scaffold.core.concepts import Request
from scaffold.core.problem import Problem, Problems
from scaffold.core.resource import Resource
from scaffold.outside.live import alone, programs
from scaffold.pages import cockpit

# Seconds that they have to end.
GRACE = 10.0


class Frameworks:
    """Both apps, once they answer; until then, and without them, nobody is asked."""

    def __init__(self) -> None:
        self.running: alone.Running | None = None

    def told(self, request: Request) -> dict[str, Any] | None:
        """What both answer to the same request; None when they do not run."""
        if not self.running:
            return None
        try:
            answers = self.running.ask(request)
        except Problem:
            return None
        pretty = Both(cockpit.pretty(answers.flask), cockpit.pretty(answers.express))
        exchange = exchanges.compared(request, pretty, alike=False)
        both = cockpit.shown(exchange)
        kinds = {
            name: next((value for key, value in answer.headers if key.lower() == "content-type"), "")
            for name, answer in (("flask", answers.flask), ("express", answers.express))
        }
        return {
            "label": exchange.label,
            "flask": both.flask | {"kind": kinds["flask"]},
            "express": both.express | {"kind": kinds["express"]},
        }


@contextlib.contextmanager
def served(pair: Sequence[Project], resources: Sequence[Resource], place: Path | None) -> Iterator[Frameworks]:
    """Starts both in the background, in folders of `place`; without a place, or a resource that fits, nothing is."""
    found, over = Frameworks(), threading.Event()
    resource = next((one for one in resources if alone.suits(one)), None)
    if not place or not resource:
        yield found
        return

    def run() -> None:
        # Why no problem: the page goes on without them.
        with contextlib.suppress(Problem, Problems, OSError):
            both = Both(*(programs.of(one.framework, one.folder.resolve()) for one in pair))
            with alone.served(both, resource, place) as running:
                found.running = running
                over.wait()
                found.running = None

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join(GRACE)

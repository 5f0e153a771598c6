"""Both sides while they run: each is watched and restarted alone, and one that falls over does not end the other."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from http.client import HTTPException

from scaffold.core.problem import Problem
from scaffold.outside import machine
from scaffold.outside.live import apps, asking, development, guard
from scaffold.outside.live.development import Running, Side

from .feed import Feed

# Seconds between two looks at a side, and after which one that does not answer has trouble.
EVERY, LATE = 0.2, 5.0
ITSELF = "serve-itself"
READY = replace(apps.HEALTH, headers={"x-request-id": ITSELF})


class Sides:
    """What runs. `states` has, by framework, what the page is told of a side: `starting`, `up`, `late` or `ended`."""

    def __init__(self, sides: Sequence[Side], feed: Feed) -> None:
        self.sides = {one.framework: one for one in sides}
        self.states: dict[str, dict[str, object]] = {name: {"state": "starting"} for name in self.sides}
        self._feed = feed
        self._running: dict[str, Running] = {}
        self._heard = dict.fromkeys(self.sides, time.monotonic())
        self._locks = {name: threading.Lock() for name in self.sides}
        self._over = threading.Event()

    def restart(self, framework: str) -> None:
        """Ends a side if it runs, and starts it."""
        with self._locks[framework]:
            if running := self._running.get(framework):
                development.end([running.process])
            if self._over.is_set():
                return
            try:
                with apps.unstopped():
                    running = Running(self.sides[framework], development.begin(self.sides[framework]))
                    self._running[framework] = running
            except Problem as problem:
                self._running.pop(framework, None)
                self._tell(framework, {"state": "ended", "why": problem.why})
                return
        threading.Thread(target=running.listen, args=(self._hear, self._over), daemon=True).start()
        self._heard[framework] = time.monotonic()
        self._tell(framework, {"state": "starting"})

    def watch(self, framework: str) -> None:
        """Tells how it is with a side whenever that changes, until all is over."""
        while not self._over.wait(EVERY):
            running = self._running.get(framework)
            if not running:
                continue
            found = self._found(running)
            if found["state"] != "starting":
                self._heard[framework] = time.monotonic()
            elif time.monotonic() - self._heard[framework] > LATE:
                found = {"state": "late"}
            # Why asked again: a restart has put another one in its place meanwhile.
            if running is self._running.get(framework) and found != self.states[framework]:
                self._tell(framework, found)

    def end(self) -> None:
        """Ends both, and all that they started."""
        self._over.set()
        with contextlib.ExitStack() as stack:
            for lock in self._locks.values():
                stack.enter_context(lock)
            development.end([running.process for running in self._running.values()])

    def _hear(self, framework: str, line: str) -> None:
        self._feed.add("log", framework, text=line)

    def _found(self, running: Running) -> dict[str, object]:
        if (code := running.process.poll()) is not None:
            guard.release(running.process.pid)
            return {"state": "ended", "why": f"it ended with {code}"}
        port = running.side.port
        if not machine.listening(development.HOST, port):
            return {"state": "starting"}
        running.answers = running.answers or _answers(port)
        return {"state": "up" if running.answers else "starting"}

    def _tell(self, framework: str, state: dict[str, object]) -> None:
        self.states[framework] = state
        self._feed.add("side", framework, **state)


def _answers(port: int) -> bool:
    """Whether it answers anything. Why asked: Flask's reloader listens long before the app is there."""
    try:
        asking.ask(port, READY, seconds=2)
    except (OSError, HTTPException):
        return False
    return True


@contextlib.contextmanager
def started(sides: Sequence[Side], feed: Feed) -> Iterator[Sides]:
    """Both sides, started and watched. Whatever happens, no process of any is left."""
    both = Sides(sides, feed)
    try:
        for name in both.sides:
            both.restart(name)
            threading.Thread(target=both.watch, args=(name,), daemon=True).start()
        yield both
    finally:
        feed.end()
        with apps.unstopped():
            both.end()

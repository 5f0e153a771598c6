"""Load on a running app, what it costs there, and whether to believe it."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any

from scaffold.core.concepts import Request
from scaffold.core.problem import OUTSIDE, Problem

from .apps import App

CLIENT = "client.mjs"
# Seconds that a client has beside those of its plan.
PATIENCE = 60
# How far what Little's law says may be from what was seen, and how late requests may be sent: a part, and at least.
TRUSTED, LOOKS, LATE = 0.15, 0.1, 2.0


@dataclass(frozen=True)
class Closed:
    """What 8 or more clients saw that ask again as soon as they are answered.

    `cpu` is milliseconds of the app's processes for each request, `rate` requests a second, `busy` the part of one
    core that the client itself took.
    """

    cpu: float
    rate: float
    busy: float
    took: tuple[float, ...]


@dataclass(frozen=True)
class Open:
    """What requests saw that came at their own instants; all times are milliseconds.

    `took` counts from the instant at which each was due. `inside` is the mean number of requests in the app, as a
    thread of its own saw it, `expected` what Little's law says of it: their rate times their mean time.
    """

    took: tuple[float, ...]
    late: float
    inside: float
    expected: float
    beside: float | None

    @property
    def trusted(self) -> bool:
        """Whether the law holds, and requests were sent when they were due."""
        most = max(self.inside, self.expected)
        mean = sum(self.took) / max(len(self.took), 1)
        return abs(self.inside - self.expected) <= max(TRUSTED * most, LOOKS) and self.late <= max(TRUSTED * mean, LATE)


@dataclass(frozen=True)
class Loaded:
    """A running app, and the Node whose client asks it."""

    app: App
    node: str

    def closed(self, request: Request, seconds: float, connections: int = 8) -> Closed:
        """Asks as fast as answers come. Raises Problem when a request fails."""
        before = cpu(self.app)
        said = self._run({"mode": "closed", "connections": connections, "seconds": seconds, "request": asdict(request)})
        spent, count = cpu(self.app) - before, len(said["took"])
        self._refuse(said, request)
        return Closed(spent / count, count / said["seconds"], said["busy"], tuple(said["took"]))

    def open(self, request: Request, rate: float, seconds: float, beside: tuple[float, Request] | None = None) -> Open:
        """Asks `rate` times a second at random instants (Poisson, the same ones each time), and once `beside`.

        Raises Problem when a request fails.
        """
        plan: dict[str, Any] = {
            "mode": "open",
            "offsets": arrivals(rate, seconds),
            "request": asdict(request),
            "beside": {"at": beside[0], "request": asdict(beside[1])} if beside else None,
        }
        said = self._run(plan)
        self._refuse(said, request)
        took = tuple(said["took"])
        # Why not the schedule's end: the rate is that of the time in which the system was looked at.
        return Open(took, said["late"], said["inside"], sum(took) / 1000 / said["span"], said["beside"])

    def streams(self, request: Request, connections: int, seconds: float) -> int:
        """Opens streams and keeps them; how many had their first event within so many seconds."""
        plan = {"mode": "streams", "connections": connections, "seconds": seconds, "request": asdict(request)}
        return len(self._run(plan)["took"])

    def _run(self, plan: Mapping[str, Any]) -> dict[str, Any]:
        # Why from a text: in a wheel or an archive it may be no file.
        script = files(__package__).joinpath(CLIENT).read_text("utf-8")
        words = (self.node, "--input-type=module", "--eval", script)
        asked = json.dumps({**plan, "port": self.app.port})
        try:
            ended = subprocess.run(
                words, input=asked, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise self.app.failed("could not be asked", f"after {PATIENCE} seconds it had not answered") from error
        if ended.returncode:
            said = [line for line in ended.stderr.splitlines() if "Error" in line]
            raise self.app.failed("could not be asked", said[0] if said else "the client ended")
        found: dict[str, Any] = json.loads(ended.stdout)
        return found

    def _refuse(self, said: Mapping[str, Any], request: Request) -> None:
        if said["failed"] or not said["took"]:
            what = f"`{request.method} {request.path}`"
            raise self.app.failed(f"did not answer all of {what}", f"{said['failed']} of them failed")


def arrivals(rate: float, seconds: float) -> Sequence[float]:
    """Instants at which requests of many people come (Poisson), in seconds; the same ones each time."""
    dice = random.Random(1)  # noqa: S311
    found = [dice.expovariate(rate)]
    while found[-1] < seconds:
        found.append(found[-1] + dice.expovariate(rate))
    return found[:-1]


def cpu(app: App) -> float:
    """Milliseconds that all processes of the app have computed so far, threads that have ended included."""
    return float(sum(one.cpu_times().user + one.cpu_times().system for one in _processes(app))) * 1000


def memory(app: App) -> float:
    """Bytes of all its processes: on Linux what they share counts once, elsewhere what each has for itself."""
    found = [one.memory_full_info() for one in _processes(app)]
    return float(sum(getattr(one, "pss", one.uss) for one in found))


def busy(seconds: float) -> float:
    """The part of this machine that computes now, from 0 to 1."""
    import psutil  # noqa: PLC0415

    return float(psutil.cpu_percent(seconds)) / 100


def _processes(app: App) -> list[Any]:
    import psutil  # noqa: PLC0415

    try:
        first = psutil.Process(app.process.pid)
        return [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess as error:
        raise Problem(
            code="app-failed",
            what=f"`{app.folder.name}` ended while it was measured",
            why="its process is gone",
            fix="run the same command again, and see its log when it happens again",
            exit=OUTSIDE,
        ) from error

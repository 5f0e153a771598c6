"""The experiments: what is done to both apps, and the numbers that it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from scaffold.core.comparison import Both
from scaffold.core.concepts import Request
from scaffold.core.measured import Measured, Series
from scaffold.outside.live import experiments, load
from scaffold.outside.live.load import Loaded, Open

from .bench import Bench, column, get, outrun, refuse_unlike

# Clients that wait at the same time, and how long each answer takes by itself.
CLIENTS, WAIT = 64, 100
# Requests a second that come while something computes, and the seconds until it comes.
SHORT, BEFORE = 40.0, 0.5
# Streams that are opened, and the seconds that their first event has.
STREAMS, FIRST = 100, 2.0
MEGABYTE = 1_000_000


@dataclass
class Findings:
    """What an experiment found."""

    how: str
    series: list[Series] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def of(self, claim: str) -> Measured:
        """The same as it is kept."""
        return Measured(claim, self.how, tuple(self.series), tuple(dict.fromkeys(self.doubts)))


def speed(bench: Bench) -> Findings:
    """What a request costs, and how many a process answers."""
    with bench.served() as sides:
        requests = {"json": get(experiments.JSON), **bench.requests(sides)}
        found = Findings(
            "One process each, in production, 8 clients that ask again as soon as they are answered, "
            f"{bench.length.turns} turns of {bench.length.seconds:g} s; CPU is that of all processes of an app."
        )
        for name, request in requests.items():
            refuse_unlike(sides, request)
            bench.tell(f"Warming up: {WORDS[name]}")
            for side in (sides.flask, sides.express):
                bench.warm(side, request)
        _noise(bench, sides.flask, list(requests.values())[-1], found)
        for name, request in requests.items():
            bench.tell(f"Asking in turns: {WORDS[name]}")
            turns = bench.closed(sides, request)
            spent, rates = column(turns, lambda one: one.cpu), column(turns, lambda one: one.rate)
            found.series.append(Series(f"cpu_{name}", f"CPU of {WORDS[name]}", "ms", spent))
            found.series.append(Series(f"rate_{name}", f"{WORDS[name]}, answers", "/s", rates))
            if outrun(turns):
                found.doubts.append("The client used most of its core, so there may be more answers than it asked for.")
    return found


WORDS = {"json": "JSON from memory", "one": "one row", "list": "a list of rows"}


def _noise(bench: Bench, side: Loaded, request: Request, found: Findings) -> None:
    bench.tell("Asking one app twice, for the noise of this machine")
    noise = bench.noise(side, request)
    ratio = f"{noise.middle:.2f} times ({noise.low:.2f} to {noise.high:.2f})"
    found.how += f" One app took {ratio} what it took itself, so much is the noise of this machine."
    if noise.says != "same":
        found.doubts.append("One app against itself differs, too: something else is going on here.")


def concurrency(bench: Bench) -> Findings:
    """How many answers that wait a process gives side by side."""
    return _waiting(bench, "rate_waiting", experiments.wait(WAIT))


def asynchronous(bench: Bench) -> Findings:
    """The same in an `async def`."""
    return _waiting(bench, "rate_async", experiments.wait_async(WAIT), " in an async def")


def _waiting(bench: Bench, key: str, path: str, where: str = "") -> Findings:
    found = Findings(
        f"{CLIENTS} clients ask one process each for an answer that waits for {WAIT} ms and computes nothing, "
        f"{bench.length.turns} turns; nobody can give more than {CLIENTS * 1000 // WAIT} a second."
    )
    seconds = max(bench.length.seconds, 5 * WAIT / 1000)
    with bench.served() as sides:
        refuse_unlike(sides, get(path))
        bench.tell(f"{CLIENTS} clients that wait")
        turns = bench.closed(sides, get(path), seconds, CLIENTS)
        found.series.append(
            Series(key, f"{CLIENTS} clients that wait{where}, answers", "/s", column(turns, lambda one: one.rate))
        )
    return found


def freeze(bench: Bench) -> Findings:
    """How long short requests wait while one computes."""
    milliseconds = 500 if bench.length.seconds < 1 else 1000
    seconds = BEFORE + milliseconds / 1000 + 1
    found = Findings(
        f"{SHORT:g} short requests a second come at random instants for {seconds:g} s, whether or not earlier ones "
        f"are answered; after {BEFORE:g} s one request takes {milliseconds} ms of CPU. {bench.length.turns} turns."
    )
    heavy = (BEFORE, get(experiments.compute(milliseconds)))
    with bench.served() as sides:
        for side in (sides.flask, sides.express):
            side.closed(get(experiments.JSON), bench.length.seconds)
        bench.tell("Short requests while one computes")
        turns = bench.turns(sides, lambda side: side.open(get(experiments.JSON), SHORT, seconds, heavy))
    found.series += [
        Series("freeze_longest", "the longest wait of a short request", "ms", column(turns, lambda one: max(one.took))),
        Series("freeze_median", "the median wait of short requests", "ms", column(turns, _median)),
        Series("freeze_late", "short requests that waited over 100 ms", "", column(turns, _late)),
    ]
    if not all(one.trusted for one in (*turns.flask, *turns.express)):
        found.doubts.append("Requests were sent late, or Little's law does not hold: the waits are not to be trusted.")
    return found


def _median(one: Open) -> float:
    return sorted(one.took)[len(one.took) // 2]


def _late(one: Open) -> float:
    return sum(took > 100 for took in one.took)


def memory(bench: Bench) -> Findings:
    """What the processes of each hold after a start, and after load."""
    found = Findings("All processes of one app, with one that serves; after the start, and after load of 8 clients.")
    rest: list[Both[float]] = []
    loaded: list[Both[float]] = []
    for number in range(1, 4):
        bench.tell(f"Starting each side for its memory, {number} of 3")
        with bench.served() as sides:
            rest.append(_memory(sides))
            request = bench.requests(sides).get("list") or get(experiments.JSON)
            for side in (sides.flask, sides.express):
                side.closed(request, 4 * bench.length.seconds)
            loaded.append(_memory(sides))
    for key, what, several in (("memory_rest", "after the start", rest), ("memory_load", "after load", loaded)):
        values = Both(tuple(one.flask for one in several), tuple(one.express for one in several))
        found.series.append(Series(key, f"memory {what}", "MB", values))
    return found


def _memory(sides: Both[Loaded]) -> Both[float]:
    return Both(load.memory(sides.flask.app) / MEGABYTE, load.memory(sides.express.app) / MEGABYTE)


def start(bench: Bench) -> Findings:
    """How long it takes from the start to the first answer."""
    starts = bench.pair.starts(bench.tell)
    found = Findings(f"From the start of the process to the first answer, {len(starts.flask)} starts in turns.")
    found.series.append(Series("started", "start to first answer", "s", starts))
    return found


def streams(bench: Bench) -> Findings:
    """How many streams one process holds open."""
    found = Findings(
        f"{STREAMS} clients open a stream of events of one process each, and keep it; counted are those that have "
        f"their first event within {FIRST:g} s."
    )
    served = []
    with bench.served() as sides:
        for side in (sides.flask, sides.express):
            bench.tell(f"Opening {STREAMS} streams")
            served.append(float(side.streams(get(experiments.STREAM), STREAMS, FIRST)))
    found.series.append(
        Series("streams", f"streams of {STREAMS} that were served", "", Both((served[0],), (served[1],)))
    )
    return found


EXPERIMENTS: Mapping[str, Callable[[Bench], Findings]] = {
    "speed": speed,
    "concurrency": concurrency,
    "async": asynchronous,
    "freeze": freeze,
    "memory": memory,
    "start": start,
    "streams": streams,
}

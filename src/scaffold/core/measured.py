"""What experiments on a pair have shown: numbers of both sides, taken in turns, and what they say of a claim."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from . import interval
from .comparison import Both
from .interval import Interval

VERSION = 1
# Fewer pairs than these cannot say anything 95 times in 100.
PAIRS = 6


@dataclass(frozen=True)
class Series:
    """One number of both sides, once for each turn. `key` is its name, `what` it in words.

    `unit` stands behind the number (`ms`, `MB`, `/s`, …).
    """

    key: str
    what: str
    unit: str
    values: Both[tuple[float, ...]]

    @property
    def middle(self) -> Both[float]:
        """The medians."""
        return Both(median(self.values.flask), median(self.values.express))

    @property
    def ratio(self) -> Interval | None:
        """Flask to Express, of the pairs that the turns made; None where one of them is 0, or there are too few."""
        pairs = list(zip(self.values.flask, self.values.express, strict=False))
        if len(pairs) < PAIRS or not all(flask > 0 and express > 0 for flask, express in pairs):
            return None
        return interval.of([flask / express for flask, express in pairs])

    @property
    def more(self) -> str:
        """The side with more of it: `flask`, `express`, or `same` when this cannot be said."""
        if ratio := self.ratio:
            return {"more": "flask", "less": "express", "same": "same"}[ratio.says]
        flask, express = self.middle.flask, self.middle.express
        if math.isclose(flask, express, rel_tol=0.1):
            return "same"
        return "flask" if flask > express else "express"

    @property
    def told(self) -> tuple[str, ...]:
        """The ratio of the side that has more, and where it lies 95 times in 100; empty where there is none."""
        if not (ratio := self.ratio):
            return ()
        side, low, middle, high = "Flask", ratio.low, ratio.middle, ratio.high
        if middle < 1:
            side, low, middle, high = "Express", 1 / high, 1 / middle, 1 / low
        if ratio.says == "same":
            return "alike", f"{low:.2f} to {high:.2f}"
        return f"{middle:.1f} times as much", f"in {side}, {low:.1f} to {high:.1f}"

    def written(self, value: float) -> str:
        """A value with three digits and its unit."""
        counted = not self.unit or value == round(value)
        digits = 0 if counted or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
        return f"{value:,.{digits}f}{'' if self.unit.startswith('/') or not self.unit else ' '}{self.unit}"


@dataclass(frozen=True)
class Measured:
    """What was measured for a claim. `how` tells the experiment, `doubts` what speaks against the numbers."""

    claim: str
    how: str
    series: tuple[Series, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Machine:
    """Where and with what it was measured. `busy` is the part of the machine that computed before, from 0 to 1."""

    system: str
    cores: int
    memory: int
    busy: float
    python: str
    node: str
    packages: Mapping[str, str]


@dataclass(frozen=True)
class Measurements:
    """All that is kept of a pair: by claim what was measured, and when, where and how long."""

    at: str
    command: str
    machine: Machine
    measured: tuple[Measured, ...]


def document(found: Measurements) -> dict[str, Any]:
    """As it is kept in a file, with all raw values."""
    return {"version": VERSION, **asdict(found)}


def read(document: Mapping[str, Any]) -> Measurements:
    """What `document` has written. Raises KeyError, TypeError or ValueError when it is not that."""
    if document["version"] != VERSION:
        raise ValueError(f"version {document['version']}")
    return Measurements(
        at=str(document["at"]),
        command=str(document["command"]),
        machine=Machine(**document["machine"]),
        measured=tuple(
            Measured(
                claim=str(one["claim"]),
                how=str(one["how"]),
                series=tuple(map(_series, one["series"])),
                doubts=tuple(map(str, one["doubts"])),
            )
            for one in document["measured"]
        ),
    )


def joined(old: Sequence[Measured], new: Sequence[Measured]) -> tuple[Measured, ...]:
    """What was measured now in the place of what was measured of the same claims before."""
    return tuple({one.claim: one for one in (*old, *new)}.values())


def _series(one: Mapping[str, Any]) -> Series:
    values = (tuple(map(float, one["values"][side])) for side in ("flask", "express"))
    flask, express = values
    if not flask or not express:
        raise ValueError(f"`{one['key']}` has no values")
    return Series(str(one["key"]), str(one["what"]), str(one["unit"]), Both(flask, express))

"""Numbers and sentences as the page writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.core.comparison import Metric

if TYPE_CHECKING:
    from markupsafe import Markup

TICKS = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Bar:
    """One side of a metric: the number as it is written, and the length of its bar in percent."""

    side: str
    value: str
    width: float


@dataclass(frozen=True)
class Metrics:
    """Those with a value, each with its two bars, and those that neither side has."""

    known: tuple[tuple[Metric, list[Bar]], ...]
    unknown: tuple[Metric, ...]


def ticks(sentence: str) -> Markup:
    """A sentence in which backticks mark code."""
    from markupsafe import Markup, escape  # noqa: PLC0415

    return Markup(TICKS.sub(r"<code>\1</code>", str(escape(sentence))))  # noqa: S704


def metrics(measured: Sequence[Metric]) -> Metrics:
    """Each metric that has a value with its two bars; the longer one is the full width."""
    found, unknown = [], []
    for metric in measured:
        if metric.values.flask is metric.values.express is None:
            unknown.append(metric)
            continue
        values = {"flask": metric.values.flask, "express": metric.values.express}
        most = max((value or 0 for value in values.values()), default=0)
        bars = [
            Bar(side, amount(value, metric.unit), round(100 * value / most, 1) if value and most else 0)
            for side, value in values.items()
        ]
        found.append((metric, bars))
    return Metrics(tuple(found), tuple(unknown))


def amount(value: float | None, unit: str = "") -> str:
    """A number with its unit; a dash for none."""
    if value is None:
        return "\N{EN DASH}"
    if unit == "seconds":
        return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms"
    if unit == "bytes":
        for name, size in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
            if value >= size:
                return f"{value / size:.1f} {name}" if value < 100 * size else f"{value / size:,.0f} {name}"
        return f"{value:.0f} B"
    return f"{value:,.0f}"

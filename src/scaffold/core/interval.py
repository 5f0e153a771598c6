"""What pairs of measurements say of a ratio: its median, and an interval without assumptions about the noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from statistics import median

WANTED = 0.95


@dataclass(frozen=True)
class Interval:
    """The median of a sample, and two values between which the true median lies `confidence` of the times."""

    middle: float
    low: float
    high: float
    confidence: float

    def __str__(self) -> str:
        return f"{self.middle:.2f} [{self.low:.2f}, {self.high:.2f}] {self.confidence:.0%}"

    @property
    def says(self) -> str:
        """Which way a ratio goes: `more`, `less`, or `same` when 1 lies within the interval."""
        if self.low <= 1 <= self.high:
            return "same"
        return "more" if self.low > 1 else "less"


def of(values: Sequence[float]) -> Interval:
    """The interval of the sign test (https://en.wikipedia.org/wiki/Sign_test): from the k-th smallest to the k-th
    largest, the narrowest pair that holds the true median 95 times in 100, or the whole range when there are too few
    values for that (fewer than six); `confidence` is what it really holds.
    """
    ordered, n = sorted(values), len(values)
    k = max([1, *(k for k in range(1, n // 2 + 1) if covered(n, k) >= WANTED)])
    return Interval(median(values), ordered[k - 1], ordered[-k], covered(n, k))


def covered(n: int, k: int) -> float:
    """How often: that fewer than k of n values fall on one side of the median is a matter of tossing coins."""
    return 1 - sum(comb(n, i) for i in range(k)) / 2.0 ** (n - 1)

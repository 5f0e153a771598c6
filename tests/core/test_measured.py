"""What experiments gave: the ratio of turns, how it is said, and the file that keeps it."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.core import interval, measured
from scaffold.core.comparison import Both
from scaffold.core.measured import Machine, Measured, Measurements, Series

MACHINE = Machine("Linux x86_64", 2, 8_000_000_000, 0.03, "3.13.1", "24.1.0", {"flask": "3.1"})


def series(flask: list[float], express: list[float], unit: str = "ms") -> Series:
    return Series("cpu", "CPU", unit, Both(tuple(flask), tuple(express)))


@given(st.lists(st.floats(1e-6, 1e6), min_size=1, max_size=60))
def test_an_interval_holds_its_middle_and_lies_within_the_values(values: list[float]) -> None:
    found = interval.of(values)

    assert min(values) <= found.low <= found.middle <= found.high <= max(values)
    assert len(values) < measured.PAIRS or found.confidence >= interval.WANTED


def test_an_interval_holds_the_true_ratio_as_often_as_it_says() -> None:
    dice = random.Random(7)
    held = 0
    for _ in range(2000):
        found = interval.of([1.2 * dice.lognormvariate(0, 0.3) for _ in range(15)])
        held += found.low <= 1.2 <= found.high

    assert held / 2000 >= 0.95


def test_noise_alone_is_told_as_no_difference_in_19_of_20_runs() -> None:
    dice = random.Random(3)
    turns = [[dice.lognormvariate(0, 0.2) for _ in range(15)] for _ in range(2000)]
    runs = [series(flask, express) for flask, express in zip(turns[::2], turns[1::2], strict=True)]

    assert sum(run.more == "same" for run in runs) >= 950


def test_a_side_that_costs_a_fifth_more_is_found_in_spite_of_noise_that_befalls_both() -> None:
    dice = random.Random(5)
    found = 0
    for _ in range(200):
        turns = [dice.lognormvariate(0, 0.5) for _ in range(15)]
        run = series(
            [turn * 1.2 * dice.lognormvariate(0, 0.05) for turn in turns],
            [turn * dice.lognormvariate(0, 0.05) for turn in turns],
        )
        found += run.more == "flask"

    assert found >= 195


@pytest.mark.parametrize(
    ("flask", "express", "more"),
    [
        ([100.0], [8.0], "flask"),
        ([8.0], [100.0], "express"),
        ([100.0], [95.0], "same"),
        ([0.0] * 9, [5.0], "express"),
    ],
)
def test_numbers_without_a_ratio_are_compared_by_their_medians(
    flask: list[float], express: list[float], more: str
) -> None:
    found = series(flask, express)

    assert found.ratio is None
    assert found.more == more


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.5512, "ms", "0.55 ms"),
        (12.345, "MB", "12.3 MB"),
        (1484.2, "ms", "1,484 ms"),
        (537.4, "/s", "537/s"),
        (8.0, "", "8"),
        (0.0, "ms", "0 ms"),
    ],
)
def test_a_number_is_written_with_three_digits_and_its_unit(value: float, unit: str, text: str) -> None:
    assert series([1], [1], unit).written(value) == text


def test_what_was_measured_is_read_as_it_was_written() -> None:
    one = Measured("speed", "How.", (series([1.0, 2.0], [3.0, 4.0]),), ("A doubt.",))
    found = Measurements("2026-11-30T20:00:00+00:00", "scaffold measure", MACHINE, (one,))

    assert measured.read(json.loads(json.dumps(measured.document(found)))) == found


def test_a_claim_that_is_measured_again_takes_the_place_of_the_earlier_one() -> None:
    old = [Measured(name, "old", (series([1], [1]),)) for name in ("speed", "memory")]
    new = [Measured("memory", "new", (series([2], [2]),))]

    assert [(one.claim, one.how) for one in measured.joined(old, new)] == [("speed", "old"), ("memory", "new")]


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"machine": {}},
        {"machine": None},
        {"measured": [{"claim": "speed"}]},
        {"measured": [{"claim": "a", "how": "", "doubts": [], "series": [{"key": "x", "what": "", "unit": ""}]}]},
        {
            "measured": [
                {
                    "claim": "a",
                    "how": "",
                    "doubts": [],
                    "series": [{"key": "x", "what": "", "unit": "", "values": {"flask": [], "express": [1]}}],
                }
            ]
        },
    ],
)
def test_another_file_is_no_measurements(change: dict[str, object]) -> None:
    document = measured.document(Measurements("now", "scaffold measure", MACHINE, ()))

    with pytest.raises((KeyError, TypeError, ValueError)):
        measured.read({**document, **change})

"""Claims that are measured from the page of `scaffold serve`: one at a time, in a program that can be ended."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from scaffold.actions.serve import experiments
from scaffold.actions.serve.experiments import Experiments
from scaffold.actions.serve.feed import Feed

# What stands in for `scaffold measure`: it tells a step, waits if it is told to, and ends as it is told.
PROGRAM = """
import signal, sys, time
print("Making a database for each side", flush=True)
try:
    time.sleep({seconds})
except KeyboardInterrupt:
    print("Stopped. Nothing was left.", flush=True)
    sys.exit(130)
print({words!r})
sys.exit({code})
"""


@pytest.fixture
def feed() -> Feed:
    return Feed()


@pytest.fixture
def found(here: Path, feed: Feed) -> Experiments:
    return Experiments([here / "flask", here / "express"], here / "measurements.json", feed)


def stand_in(monkeypatch: pytest.MonkeyPatch, seconds: float = 0, words: str = "", code: int = 0) -> None:
    text = PROGRAM.format(seconds=seconds, words=words, code=code)
    monkeypatch.setattr(experiments, "PROGRAM", (sys.executable, "-c", text))


def until(feed: Feed, kind: str) -> dict[str, Any]:
    for events in feed.since(0):
        for _, said in events:
            if json.loads(said)["kind"] == kind:
                event: dict[str, Any] = json.loads(said)
                return event
    raise AssertionError(kind)


def test_what_is_measured_is_told_as_it_goes_and_at_its_end(
    found: Experiments, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch)

    assert found.act({"name": "memory"}) == {}

    told = until(feed, "measured")
    assert (told["name"], told["problem"]) == ("memory", "")
    assert until(feed, "measuring")["text"] == "Making a database for each side"
    assert found.listed()["runs"] == ""


def test_what_fails_says_why(found: Experiments, feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, words="No packages: npm ci", code=2)

    found.act({"name": "memory"})

    assert until(feed, "measured")["problem"].endswith("No packages: npm ci")


def test_one_at_a_time_and_it_can_be_stopped(found: Experiments, feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, seconds=60)
    found.act({"name": "memory"})
    until(feed, "measuring")

    assert found.act({"name": "start"}) == {"problem": "One at a time: two would measure each other."}
    assert found.listed()["runs"] == "memory"
    begun = time.monotonic()
    assert found.act({"name": ""}) == {}

    assert time.monotonic() - begun < 10
    assert until(feed, "measured")["problem"] == "Stopped."


@pytest.mark.parametrize("given", [{}, {"name": "rm -rf"}, {"name": 7}, {"name": "portable"}], ids=str)
def test_what_is_no_claim_starts_nothing(found: Experiments, given: dict[str, Any]) -> None:
    assert found.act(given) is None
    assert found.listed()["runs"] == ""


def test_claims_come_with_what_is_kept_of_them(found: Experiments, here: Path) -> None:
    series = {"key": "memory_rest", "what": "memory after the start", "unit": "MB"}
    series["values"] = {"flask": [80, 82, 81, 80, 82, 81], "express": [140, 138, 139, 139, 140, 141]}  # type: ignore[assignment]
    machine = {"system": "x", "cores": 2, "memory": 1, "busy": 0, "python": "3", "node": "24", "packages": {}}
    kept = {"claim": "memory", "how": "So.", "series": [series], "doubts": ["Busy."]}
    (here / "measurements.json").write_text(
        json.dumps({"version": 1, "at": "2026", "command": "x", "machine": machine, "measured": [kept]})
    )

    claims = {one["name"]: one for one in found.listed()["claims"]}

    shown = claims["memory"]["found"]
    assert shown["series"][0]["written"] == {"flask": "81 MB", "express": "140 MB"}
    assert shown["series"][0]["told"].startswith("1.7 times as much in Express, 1.7 to 1.8")
    assert shown["doubts"] == ("Busy.",)
    assert claims["speed"]["found"] is None
    (here / "measurements.json").write_text("{")
    assert "cannot be read" in found.listed()["problem"]

"""The page of claims for people who read only: written from what was recorded, and about each claim that there is."""

from __future__ import annotations

import importlib.util
import json
import re
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from scaffold.actions import catalogue
from scaffold.core import measured
from scaffold.outside import known

ROOT = Path(__file__).parents[3]
CLAIMS = known.claims(catalogue.newest().tree)


@pytest.fixture(scope="module")
def script() -> Any:
    found = importlib.util.spec_from_file_location("claims", ROOT / "benchmarks" / "claims.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def record(script: Any) -> Any:
    return json.loads(script.RECORD.read_text("utf-8"))


def test_the_page_is_what_the_record_and_the_claims_say(script: Any, record: Any) -> None:
    assert script.PAGE.read_text("utf-8") == script.page(record), "uv run python benchmarks/claims.py"


def test_each_claim_stands_there_once(script: Any) -> None:
    page = script.PAGE.read_text("utf-8")

    assert {
        one.name: len(re.findall(rf"^(?:### “|\| ){re.escape(one.claim)}", page, re.MULTILINE)) for one in CLAIMS
    } == {one.name: 1 for one in CLAIMS}
    assert "{" not in page


def test_all_that_can_be_measured_was_and_has_its_turns(record: Any) -> None:
    found = {one["claim"]: one for one in record["measured"]}

    assert found.keys() == {one.name for one in CLAIMS if one.experiment}
    assert all(len(one["values"]["flask"]) for each in found.values() for one in each["series"])


@pytest.mark.parametrize(
    ("part", "told"), [(0.0, "It was idle"), (0.9, "**It was not idle**: other programs took 90%")]
)
def test_how_busy_the_machine_was_is_told(script: Any, record: Any, part: float, told: str) -> None:
    found = measured.read({key: value for key, value in record.items() if key != "values"})
    other = replace(found, machine=replace(found.machine, busy=part))

    assert told in script.page({**record, **measured.document(other)})


def test_with_another_measurement_it_is_another_page(script: Any, record: Any) -> None:
    found = measured.read({key: value for key, value in record.items() if key != "values"})
    less = asdict(found)
    for one in (series for each in less["measured"] for series in each["series"]):
        one["values"]["flask"] = [value * 1.2 for value in one["values"]["flask"]]

    assert script.page({**record, "measured": less["measured"]}) != script.page(record)

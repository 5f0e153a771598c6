"""`scaffold measure` on real pairs: what it carries out, keeps and refuses, and that nothing is left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run
from parity import projects
from parity.machine import FRAMEWORKS, node
from served import left, running

from scaffold.actions.compare import compare, runs
from scaffold.actions.measure import bench, experiments, kept, measure
from scaffold.core import measured
from scaffold.core.comparison import Both
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.outside.live import load


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{node()}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(runs, "STARTS", 1)
    monkeypatch.setattr(measure, "QUICK", bench.Length(6, 0.2))
    monkeypatch.setattr(measure, "LOOK", 0.05)


def installed(place: Path, recipe: str = "blog") -> Path:
    """A pair in `place`, with the packages of the tests."""
    for framework in FRAMEWORKS:
        shutil.copytree(projects.project(framework, recipe), place / framework, symlinks=True)
    return place


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The blog, installed; afterwards nothing of it runs, and no temporary file is there."""
    found = installed(tmp_path / "blog")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    yield found
    assert left(tmp_path) == []
    assert list(temporary.iterdir()) == []


@pytest.mark.long
def test_each_experiment_gives_the_numbers_that_its_claims_are_about(pair: Path, run: Run) -> None:
    ran = run("measure", str(pair), "--quick", "--anyway", "--json")

    assert ran.code == 0, ran.err
    found = kept.read(pair / kept.FILE)
    assert found and measured.read(ran.document) == found
    claims = {one.name: one for one in measure.claims()}
    assert [one.claim for one in found.measured] == list(claims)
    for one in found.measured:
        claim = claims[one.claim]
        assert claim.predict in [series.key for series in one.series]
        assert all(len(series.values.flask) == len(series.values.express) > 0 for series in one.series)
    numbers = {series.key: series for one in found.measured for series in one.series}
    # Why these: they follow from how the two are built, and not from how fast this machine is.
    assert numbers["streams"].middle == Both(8, experiments.STREAMS)
    assert numbers["rate_waiting"].more == numbers["rate_async"].more == "express"
    assert numbers["rate_waiting"].middle.flask <= 8 * 1000 / experiments.WAIT
    assert numbers["freeze_longest"].more == "express"
    assert numbers["freeze_longest"].middle.express >= 400
    assert min(numbers["memory_rest"].values.flask) > 20
    shown = {one.name: one for one in compare.compare([pair], None, live=False, tell=lambda _: None).claims}
    for name, claim in claims.items():
        assert not claim.measured or claim.why in shown[name].how
        assert not claim.measured or "Other programs took" in shown[name].how or found.machine.busy <= measure.BUSY
    assert "8 are served in Flask and 100 in Express" in shown["realtime"].verdict


@pytest.mark.long
@pytest.mark.parametrize(("slower", "more"), [("flask", "flask"), ("express", "express")])
def test_a_side_that_is_made_slower_is_found(
    pair: Path, run: Run, monkeypatch: pytest.MonkeyPatch, slower: str, more: str
) -> None:
    given = runs.Pair._served

    def planted(self: runs.Pair, side: str) -> object:
        monkeypatch.setenv("EXPERIMENTS_SLOWER", "0.02" if side == slower else "0")
        return given(self, side)

    monkeypatch.setattr(runs.Pair, "_served", planted)
    ran = run("measure", str(pair), "speed", "--quick", "--anyway")

    assert ran.code == 0, ran.err
    found = kept.read(pair / kept.FILE)
    assert found and [one.claim for one in found.measured] == ["speed"]
    numbers = {series.key: series for series in found.measured[0].series}
    assert numbers["cpu_json"].more == more
    assert getattr(numbers["cpu_json"].middle, slower) > 20
    assert getattr(numbers["rate_json"].middle, slower) < 50
    assert "Flask" in ran.out and "Express is faster than Flask" in ran.out
    assert all(len(line) <= 100 for line in ran.out.splitlines())


@pytest.mark.long
def test_a_pair_without_a_database_is_measured_without_rows(tmp_path: Path, run: Run) -> None:
    found = installed(tmp_path / "hello", "hello")

    assert run("measure", str(found), "speed", "--quick", "--anyway").code == 0
    numbers = kept.read(found / kept.FILE)
    assert numbers and [one.key for one in numbers.measured[0].series] == ["cpu_json", "rate_json"]
    shown = {one.name: one for one in compare.compare([found], None, live=False, tell=lambda _: None).claims}
    assert "{" not in shown["database"].verdict + shown["database"].how
    assert not shown["database"].verdict


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_stopped_leaves_nothing_behind_and_keeps_what_was_there(pair: Path, number: int) -> None:
    (pair / kept.FILE).write_text("{}")
    words = [sys.executable, "-m", "scaffold", "measure", str(pair), "waiting", "--anyway"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, cwd=pair) as process:
        end = time.monotonic() + 60
        while len(list(running(pair))) < 4 and time.monotonic() < end and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)

    assert process.returncode not in (0, None), said
    assert "Traceback" not in said
    assert (pair / kept.FILE).read_text() == "{}"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A pair that is not installed."""
    for framework in FRAMEWORKS:
        shutil.copytree(
            projects.project(framework, "blog"),
            tmp_path / "pair" / framework,
            ignore=shutil.ignore_patterns(".venv", "node_modules"),
        )
    return tmp_path / "pair"


def test_a_machine_that_is_busy_is_told_and_not_measured(bare: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "both_of", lambda _: None)
    monkeypatch.setattr(load, "busy", lambda _: 0.6)
    ran = run("measure", str(bare), "--json")

    assert (ran.code, ran.codes) == (OUTSIDE, ["too-busy"])
    assert "60%" in ran.document["problems"][0]["why"]
    assert not (bare / kept.FILE).exists()


def test_packages_that_are_missing_are_told_for_both_and_before_a_busy_machine(
    bare: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "busy", lambda _: 0.9)
    ran = run("measure", str(bare), "--json")

    assert ran.codes == ["not-installed", "not-installed"]


def test_an_unknown_claim_is_told_before_anything_is_started(bare: Path, run: Run) -> None:
    ran = run("measure", str(bare), "sped", "--json")

    assert ran.codes == ["no-claim"]
    assert ran.document["problems"][0]["fix"] == "did you mean `speed`?"


def test_a_folder_that_is_not_there_is_no_claim(here: Path, run: Run) -> None:
    assert run("measure", "./nowhere", "--json").codes == ["no-project"]


def test_a_file_that_is_no_measurements_is_left_as_it_is(bare: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "busy", lambda _: 0.0)
    (bare / kept.FILE).write_text("[]")
    ran = run("measure", str(bare), "--json")

    assert ran.codes == ["not-measurements"]
    assert (bare / kept.FILE).read_text() == "[]"


def test_a_folder_that_cannot_be_written_is_told_before_minutes_are_spent(
    bare: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "busy", lambda _: 0.0)
    monkeypatch.setattr(os, "access", lambda *_: False)

    assert run("measure", str(bare), "--json").codes == ["cannot-write"]


def test_answers_that_are_not_alike_are_not_measured() -> None:
    from scaffold.core.comparison import Answer
    from scaffold.core.concepts import Request

    class Side:
        def __init__(self, status: int, body: str) -> None:
            self.app = self
            self.answer = Answer(status, "", (), body)

        def ask(self, _: Request) -> Answer:
            return self.answer

    def refused(flask: Side, express: Side) -> bool:
        try:
            bench.refuse_unlike(Both(flask, express), bench.get("/"))  # type: ignore[arg-type]
        except Problem as problem:
            assert problem.code == "not-alike"
            return True
        return False

    one = Side(200, json.dumps({"items": [{"id": 1, "at": "now"}]}))
    assert not refused(one, Side(200, json.dumps({"items": [{"id": 2, "at": "then"}]})))
    assert refused(one, Side(200, json.dumps({"items": [{"id": 1}]})))
    assert refused(one, Side(200, json.dumps({"items": []})))
    assert refused(Side(404, "{}"), Side(404, "{}"))


def test_the_claims_are_listed(run: Run) -> None:
    ran = run("measure", "--list")

    assert ran.code == 0
    assert "Express is faster than Flask" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())

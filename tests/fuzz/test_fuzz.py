"""Random edits and commands: nothing is lost, plans are runs, undo is exact, kills leave halves of nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from fuzz import edits, program, projects, sequence
from fuzz.projects import Kind

# Why not random: whoever reads a failure finds it again.
SEED, SEQUENCES, STEPS = 1, 200, (1, 3)
KILLS = 100


@pytest.fixture(autouse=True, scope="module")
def renders() -> Iterator[None]:
    """One memory of renders for all."""
    with program.renders_kept():
        yield
    projects.tidy()


@pytest.fixture(autouse=True)
def _home(_own_home: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sequences have an environment of their own, whoever runs them."""
    for name, value in projects.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("signal.signal", lambda *_: None)


@pytest.mark.long
def test_nothing_is_lost_whatever_is_done() -> None:
    total: Counter[str] = Counter()
    for number in range(SEQUENCES):
        total += sequence.play(SEED, number, STEPS)

    assert total["changes"] > SEQUENCES // 4
    assert min(total[what] for what in ("at once", "conflicts", "kills", "plans", "saves", "undone")) > 0


@pytest.mark.long
def test_a_pair_that_is_killed_anywhere_is_as_before_or_as_after() -> None:
    kind = Kind("both", "starter")
    found = sequence.Sequence(Random("pairs"), kind, projects.made(kind), edits.Person(Random(1)))
    found.type("echo '# mine_1x' >>flask/app/config.py && echo '// mine_2x' >>express/src/config.ts")
    words = ("set", "metrics=on", "cors=on")
    before, copy = projects.snapshot(found.folder), found.folder.with_name("copy")
    projects.copy(found.folder, copy)
    program.STEP.start(found.places())
    program.run(found.folder, *words)
    steps, after = program.STEP.stop(), projects.snapshot(found.folder)
    assert before != after
    ends = Counter[str]()
    for last in sorted({1 + number * (steps - 1) // (KILLS - 1) for number in range(KILLS)}):
        projects.put_back(copy, found.folder)

        assert program.kill(found.folder, found.places(), last, *words).code == -9
        # Why one of them: the next command is for the half that one is in.
        program.run(found.folder / ("flask", "express")[last % 2], "status")

        now = projects.snapshot(found.folder)
        assert now in (before, after), f"{last} of {steps}: {before.differs(now)} and {after.differs(now)}"
        ends["before" if now == before else "after"] += 1
    assert ends["before"] and ends["after"]


# Why two are long: they are found after fifty sequences, and the third after two.
@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("edits stay behind", marks=pytest.mark.long),
        "the index is forgotten",
        pytest.param("a kill leaves what was written", marks=pytest.mark.long),
    ],
)
def test_the_fuzzer_finds_what_is_broken(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    breaks: dict[str, tuple[str, object]] = {
        "edits stay behind": ("renaming.of", lambda *_: None),
        "the index is forgotten": ("back._entries", lambda *_: {}),
        "a kill leaves what was written": ("journal._as_after", lambda *_: False),
    }
    where, value = breaks[broken]
    monkeypatch.setattr(f"scaffold.outside.merge.{where}", value)

    with pytest.raises(sequence.Fault):
        for number in range(SEQUENCES):
            sequence.play(SEED, number, STEPS)


def test_a_sequence_that_fails_is_printed_as_a_script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sequence.Sequence, "change", lambda self: self.run("no-such-command") and 1 / 0)

    with pytest.raises(sequence.Fault) as failed:
        for number in range(9):
            sequence.play(SEED, number, STEPS)

    told = str(failed.value)
    script = told[told.index("scaffold new shop") :]
    assert script.rstrip().endswith("scaffold no-such-command")
    assert f"# seed {SEED}, sequence " in told

"""Projects of months: what their owners wrote runs, and no row is lost, whatever is changed in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fuzz import months, program, projects
from fuzz.owners import Commit
from parity.machine import DATABASES, FRAMEWORKS

# Why one: each takes minutes; `uv run python tests/fuzz/months.py` lives the others, and `--all` lives six.
LIVED = ("express", "sqlite")


@pytest.fixture
def _home(_own_home: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The months have an environment of their own, whoever runs them."""
    for name, value in projects.environment().items():
        monkeypatch.setenv(name, value)
    with program.renders_kept():
        yield
    projects.tidy()


@pytest.mark.long
@pytest.mark.usefixtures("_home")
def test_what_an_owner_wrote_in_months_runs_after_each_change() -> None:
    counts = months.lived(*LIVED)

    assert (counts["commits"], counts["looks"]) == (15, 11)
    assert counts["undone twice"] >= 8


def test_each_framework_and_each_database_is_met() -> None:
    met = {word for one in months.PAIRINGS for word in one}

    assert LIVED in months.PAIRINGS
    assert met == {*FRAMEWORKS, *DATABASES}


def test_an_owner_who_does_not_find_their_text_is_heard(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1\n")

    with pytest.raises(AssertionError, match=r"evening: no '2' in a\.py"):
        Commit("evening", {"a.py": [("2", "3")]}).do(tmp_path)


def test_rows_that_are_lost_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    one = months.Months("flask", "sqlite", tmp_path, {}, rows_kept={"posts": [(1, "First")]})
    monkeypatch.setattr(months.Months, "asked", lambda _: {"posts": []})

    with pytest.raises(months.Broken, match="after an update: posts were"):
        one.kept("an update")

"""Every scenario of a change ends as its folder says."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from cases import run

Played = dict[str, "Future[run.Told]"]


@pytest.fixture(scope="module")
def played(request: pytest.FixtureRequest) -> Played:
    """All scenarios that were asked for, played side by side."""
    asked = [getattr(item, "callspec", None) for item in request.session.items if item.path.parent == run.HERE]
    return run.several(one.params["name"] for one in asked if one)


@pytest.mark.parametrize("name", run.names())
def test_a_change_ends_as_it_is_written_down(name: str, played: Played) -> None:
    told = played[name].result()

    assert told.output == (run.HERE / name / "output.txt").read_text()
    assert told.after == (run.HERE / name / "after.txt").read_text()

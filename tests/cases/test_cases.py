"""Every scenario of a change ends as its folder says."""

from __future__ import annotations

import pytest
from cases import run


@pytest.mark.parametrize("name", run.names())
def test_a_change_ends_as_it_is_written_down(name: str) -> None:
    told = run.scenario(name)

    assert told.output == (run.HERE / name / "output.txt").read_text()
    assert told.after == (run.HERE / name / "after.txt").read_text()

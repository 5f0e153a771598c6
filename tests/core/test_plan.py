"""The steps of a change, as they are shown."""

from __future__ import annotations

from scaffold.core import plan
from scaffold.core.plan import CONFLICT, MERGED, NEW, Step

STEPS = (Step("b", CONFLICT, lines=((3, 7),)), Step("z", NEW), Step("a", CONFLICT), Step("m", MERGED, added=0))


def test_what_needs_a_person_comes_last() -> None:
    assert [step.path for step in plan.ordered(STEPS)] == ["z", "m", "a", "b"]


def test_a_summary_counts() -> None:
    assert plan.summary(STEPS) == "1 new, 1 merged, 2 conflicts"
    assert plan.summary(()) == "no file"


def test_a_program_reads_what_is_there_and_no_more() -> None:
    assert [step.data for step in STEPS[::3]] == [
        {"path": "b", "what": "conflict", "lines": [[3, 7]]},
        {"path": "m", "what": "merged", "added": 0},
    ]

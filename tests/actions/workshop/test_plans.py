"""The plan of a workshop: what is wrong in it is told, all of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from actions.workshop.conftest import SMALL

from scaffold.core.problem import Problem, Problems
from scaffold.core.workshop import Edit, begun
from scaffold.outside.workshop import plans

STEP = {"name": "one", "title": "One", "minutes": 5}


def problems(plan: object) -> list[Problem]:
    try:
        plans.read(yaml.safe_dump(plan).encode() if not isinstance(plan, bytes) else plan, "day.yml")
    except Problem as problem:
        return [problem]
    except Problems as several:
        return list(several.problems)
    return []


def plan(**changed: object) -> dict[str, object]:
    return {"title": "A day", "steps": [{**STEP, **changed}]}


def test_a_plan_that_was_written_is_read_as_it_was() -> None:
    assert plans.read(plans.written(SMALL), "day.yml") == SMALL


def test_a_small_plan_is_enough() -> None:
    found = plans.read(yaml.safe_dump(plan()).encode(), "day.yml")

    assert (found.project, found.minutes, found.tag(1), found.tag(1, solved=True)) == (
        "workshop",
        5,
        "01-one",
        "01-one-solution",
    )


@pytest.mark.parametrize(
    ("given", "what", "fix"),
    [
        (b"a: [", "it is no YAML", "mend it there"),
        ([], "the plan cannot be read", "mend it there"),
        ({"title": "A"}, "the plan has no steps", "mend it there"),
        ({"steps": [STEP]}, "the plan has no `title`", "write it there"),
        (plan(name="One!"), "step 1 is called `One!`", "mend it there"),
        (plan(minutes="ten"), "step 1 has no time", "write for example `minutes: 10`"),
        (plan(minutes=True), "step 1 has no time", "write for example `minutes: 10`"),
        (plan(minuts=5), "step 1 has `minuts`", "did you mean `minutes`"),
        (plan(hints="one"), "`hints` of step 1 is not a list", "write a list"),
        (plan(hints=[{"a": "b"}]), "`hints` of step 1 is not a list of texts", "write a list of texts"),
        (plan(requests=[{"ask": "healthz", "predict": "?"}]), "step 1 has a request that is none", "`GET /healthz`"),
        (plan(tests=["it works"], exercise="Do."), "step 1 has one of `start` and `tests`", "write both, or none"),
        ({"title": "A", "steps": [STEP, STEP]}, "`one` is there twice", "rename one"),
        ({"title": "A", "steps": ["hello"]}, "step 1: there is no step `hello`", "name one of them, or write"),
        ({"title": "A", "project": "a b", "steps": [STEP]}, "`a b`", "such as"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(given: object, what: str, fix: str) -> None:
    found = problems(given)

    assert any(what in one.what for one in found), [one.what for one in found]
    assert any(fix in one.fix for one in found), [one.fix for one in found]
    for one in found:
        assert one.what.startswith("`day.yml`")
        assert one.why
        assert one.fix.endswith("Nothing was created.")


def test_all_of_it_is_told_at_once() -> None:
    assert len(problems(plan(minutes=0, titel="x", hints=3))) == 3


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(Problem, match="cannot read"):
        plans.chosen({}, "nowhere.yml")
    with pytest.raises(Problem, match="there is no workshop"):
        plans.chosen({}, "nowhere")


def test_an_exercise_takes_lines_out_and_keeps_their_indentation() -> None:
    text = "def a():\n    if b:\n        return 1\n    return 2\n"
    edit = Edit("a.py", ("if b:", "    return 1"), ("# Exercise: b.",))

    assert begun(text, edit) == "def a():\n    # Exercise: b.\n    return 2\n"
    assert begun(text, Edit("a.py", ("    return 2",), ("",))) == "def a():\n    if b:\n        return 1\n"


@pytest.mark.parametrize(("line", "times"), [("return 3", 0), ("return 1", 2)])
def test_lines_that_are_not_there_once_are_refused(line: str, times: int) -> None:
    with pytest.raises(ValueError, match=f"{times} times"):
        begun("    return 1\n    x\n    return 1\n", Edit("a.py", (line,), ("x",)))


def test_a_file_of_another_folder_is_a_plan(tmp_path: Path) -> None:
    (tmp_path / "day.yml").write_bytes(plans.written(SMALL))

    assert plans.chosen({}, str(tmp_path / "day.yml")) == SMALL

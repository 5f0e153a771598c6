"""The days that are ready: made whole or not at all, the same everywhere, and each exercise does what it says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from actions.workshop.states import git
from conftest import Run
from parity.machine import FRAMEWORKS, link
from parity.projects import installed

from scaffold.actions import catalogue, project
from scaffold.actions.workshop import check, new, rehearse
from scaffold.core.problem import Problem, Problems
from scaffold.core.workshop import Step
from scaffold.outside.workshop import plans, repository

TREE = catalogue.newest().tree
DAYS = plans.days(TREE)
NAMES = sorted(path.removeprefix(plans.STEPS).removesuffix(".yml") for path in TREE if path.startswith(plans.STEPS))
# All steps in an order in which each finds what it needs.
ALL = """hello errors settings request-id table live missed input filters uniqueness relation needed headers docs cors
limits metrics pages jobs ship""".split()


def steps() -> list[Step]:
    return list(plans.read(yaml.safe_dump({"title": "All", "steps": ALL}).encode(), "all.yml", TREE).steps)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of a day that has all steps."""
    folder = tmp_path_factory.mktemp("everything")
    (folder / "all.yml").write_text(yaml.safe_dump({"title": "All", "project": "notes", "steps": ALL}))
    new.new(catalogue.newest(), folder / "all", str(folder / "all.yml"))
    return folder / "all"


def test_there_are_days_and_steps_enough() -> None:
    assert DAYS == ("half-day", "operations", "realtime", "two-hours", "web")
    assert sorted(ALL) == NAMES
    assert len(plans.chosen(TREE, "half-day").steps) >= 12


@pytest.mark.parametrize("step", steps(), ids=lambda step: step.name)
def test_each_step_has_what_a_room_needs(step: Step) -> None:
    assert step.exercise
    assert step.tests
    assert set(step.start) == set(FRAMEWORKS)
    assert len(step.hints) == 2
    assert len(step.requests) == 2
    assert step.mistake
    assert step.note
    assert step.questions
    assert step.concepts
    for edits in step.start.values():
        assert all(any("Exercise: " in line for line in edit.new) for edit in edits)


def test_the_page_of_the_documentation_has_all_days() -> None:
    page = (Path(__file__).parents[3] / "docs/workshop.md").read_text()

    for day in DAYS:
        found = plans.chosen(TREE, day)
        rows = [line for line in page.splitlines() if line.startswith(f"| `{day}`: ")]
        assert [row.split("|")[2:4] for row in rows] == [[f" {len(found.steps)} ", f" {found.minutes} "]], found.minutes


@pytest.mark.long
@pytest.mark.parametrize("day", DAYS)
def test_every_exercise_fits_the_steps_of_its_day(day: str) -> None:
    workshop = plans.chosen(TREE, day)
    answers = new.answers_of(catalogue.newest(), workshop)

    made = list(new.commits(catalogue.newest(), workshop, answers))

    assert [one.tag for one in made] == [tag for _, _, tag in workshop.commits()]


def test_the_plan_of_the_documentation_can_be_made(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs/workshop.md").read_text()
    (tmp_path / "meetup.yml").write_text(page.partition("```yaml\n")[2].partition("```")[0])

    made = new.new(catalogue.newest(), tmp_path / "meetup", str(tmp_path / "meetup.yml"))

    assert [step["name"] for step in made.data["steps"]] == ["hello", "errors", "small-answers"]


def test_ids_are_the_same_whoever_makes_it_and_wherever(
    run: Run, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("workshop", "new", "one", "--steps", "two-hours", "--json").document
    config = tmp_path / "other"
    config.write_text("[user]\n\tname = Bob\n[core]\n\tautocrlf = true\n[init]\n\tdefaultBranch = trunk\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")
    os.umask(previous := os.umask(0o077))
    try:
        os.umask(0o077)
        second = run("workshop", "new", "other/two", "--steps", "two-hours", "--json").document
    finally:
        os.umask(previous)

    assert first["steps"] == second["steps"]
    assert len({step[key] for step in first["steps"] for key in ("start", "solution")}) == 16
    for name in ("one", "other/two"):
        assert git(here / name, "status", "--porcelain") == ""
        assert git(here / name, "rev-parse", "HEAD").strip() == first["steps"][0]["start"]
        assert git(here / name, "log", "--format=%s", "main").count("\n") == 17


def test_every_step_is_a_pair_that_scaffold_knows(everything: Path) -> None:
    last = "20-ship-solution"
    git(everything, "switch", "-q", "--detach", last)

    found = [project.read(place) for place in project.find(everything)]

    assert sorted(one.framework for one in found) == ["express", "flask"]
    assert "k8s" in found[0].answers["features"]
    git(everything, "switch", "-q", "work")


def test_a_solution_is_the_beginning_of_the_next_step(everything: Path) -> None:
    room = repository.opened(everything)
    ids = repository.ids(everything)
    commits = [ids[tag] for _, _, tag in room.workshop.commits()]
    lines = git(everything, "rev-list", "--reverse", "main").split()

    assert lines[:-1] == commits
    assert lines[-1] == ids["workshop"]
    # Where an exercise begins, its files say so; in the solution none does.
    for number in range(1, len(room.workshop.steps) + 1):
        for solved in (False, True):
            words = ("grep", "-l", "Exercise: ", ids[room.workshop.tag(number, solved=solved)], "--", *FRAMEWORKS)
            assert len(git(everything, *words).split()) == (0 if solved else 2)


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_nothing_is_left_of_one_that_was_stopped(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def stop(*_: object) -> None:
        raise error

    monkeypatch.setattr(repository, "resolved", stop)
    monkeypatch.setattr(new, "commits", lambda *_: iter([]))

    ran = run("workshop", "new", "day")

    assert ran.code != 0
    assert list(here.iterdir()) == []
    if error is KeyboardInterrupt:
        assert "Nothing was created" in ran.err


@pytest.mark.parametrize(
    ("changed", "code", "says"),
    [
        ({"turns_on": ["docs=maybe"]}, "set-switch", "step 1 (`one`) cannot be: `docs` cannot be `maybe`"),
        ({"turns_on": ["database=oracle"]}, "choice", "step 1 (`one`) cannot be"),
        ({"resources": ["note title:strin"], "turns_on": ["database=sqlite"]}, "", "step 1 (`one`) cannot be"),
        ({"resources": ["note title:string"]}, "database-needed", "step 1 (`one`) cannot be"),
        ({"concepts": ["nothing.here"]}, "workshop-broken", "there is no concept `nothing.here`"),
        ({"mistake": "none"}, "workshop-broken", "there is no mistake `none`"),
        (
            {"tests": ["a"], "exercise": "Do.", "start": {"flask": [{"file": "app/home.py", "old": "no", "new": "x"}]}},
            "exercise-broken",
            "the exercise of step 1 (`one`) does not fit its solution",
        ),
        (
            {"tests": ["a"], "exercise": "Do.", "start": {"flask": [{"file": "nowhere.py", "old": "a", "new": "b"}]}},
            "exercise-broken",
            "does not fit",
        ),
    ],
)
def test_a_plan_that_cannot_be_is_told_before_anything_is_made(
    run: Run, here: Path, changed: dict[str, object], code: str, says: str
) -> None:
    step = {"name": "one", "title": "One", "minutes": 5, **changed}
    (here / "day.yml").write_text(yaml.safe_dump({"title": "A day", "steps": [step]}))

    found = run("workshop", "new", "day", "--steps", "day.yml", "--json").document["problems"]

    assert says in found[0]["what"]
    assert not code or found[0]["code"] == code or code == "choice"
    assert found[0]["fix"].endswith("Nothing was created.")
    assert [path.name for path in here.iterdir()] == ["day.yml"]


def test_all_steps_that_cannot_be_are_told_at_once() -> None:
    step = {"title": "One", "minutes": 5, "turns_on": ["docs=maybe"]}
    plan = {"title": "A day", "steps": [{**step, "name": "one"}, {**step, "name": "two"}]}
    workshop = plans.read(yaml.safe_dump(plan).encode(), "day.yml")

    with pytest.raises(Problems) as raised:
        new.answers_of(catalogue.newest(), workshop)
    assert len(raised.value.problems) == 2


def test_a_folder_that_is_taken_is_refused(run: Run, here: Path) -> None:
    (here / "day").mkdir()
    (here / "day/mine.txt").touch()

    assert run("workshop", "new", "day", "--json").codes == ["folder-not-empty"]


def test_the_sheet_has_times_ids_and_what_people_ask(
    run: Run, everything: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(everything)
    text = run("workshop", "sheet").out

    assert f"| 0:10 | 2 | An error is a document | `{repository.ids(everything)['02-errors'][:7]}` |" in text
    assert text.count("\n## ") == len(ALL)
    assert text.count("- They ask: ") >= len(ALL)


@pytest.fixture(scope="module")
def tried(everything: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A clone of it that has all packages."""
    folder = tmp_path_factory.mktemp("tried") / "all"
    git(everything, "clone", "-q", str(everything), str(folder))
    for framework in FRAMEWORKS:
        link(framework, folder / framework, installed(framework))
    yield folder


@pytest.mark.parametrize("number", [1, ALL.index("uniqueness") + 1])
def test_two_steps_can_be_held(everything: Path, tried: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    held(everything, tried, monkeypatch, number)


@pytest.mark.long
@pytest.mark.parametrize("name", ALL)
def test_every_step_can_be_held(everything: Path, tried: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    held(everything, tried, monkeypatch, ALL.index(name) + 1)


def held(everything: Path, tried: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.chdir(everything)

    found = rehearse.rehearse([number], tried, lambda _: None)

    assert found.data["steps"][0]["wrong"] == []
    assert found.data["steps"][0]["tests"] > 10
    assert found.exit == 0


def test_a_step_that_cannot_be_held_is_told(everything: Path, tried: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Why the repository is that of all: only its first exercise is another one, which takes nothing out."""
    monkeypatch.chdir(everything)
    monkeypatch.setattr(
        check,
        "run",
        lambda room, tell: {side: check.Ran(("says that it lives",), (), 1.0) for side in FRAMEWORKS},
    )

    found = rehearse.rehearse([1], tried, lambda _: None)

    assert found.exit == 1
    assert found.headline.startswith("NO-GO")
    assert [line for line in found.data["steps"][0]["wrong"] if "passes at the start" in line] == [
        "Flask: `says that it lives` passes at the start",
        "Express: `says that it lives` passes at the start",
    ]


def test_a_place_with_another_workshop_is_refused(everything: Path, day: Path, tried: Path) -> None:
    with pytest.raises(Problem, match="is another workshop"):
        rehearse.rehearse([1], tried, lambda _: None)

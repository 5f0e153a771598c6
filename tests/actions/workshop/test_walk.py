"""The way through a workshop, as somebody types it, with the mistakes that people make."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from actions.workshop.states import git, told
from conftest import Run

from scaffold.outside.workshop import worktree

pytestmark = pytest.mark.usefixtures("day")


def test_the_first_step_is_shown_and_the_way_on(run: Run, day: Path) -> None:
    ran = run("workshop", "start")

    assert ran.code == 0
    assert ran.out.startswith("Step 1 of 3: Step a\n  ◉○○  5 minutes\n")
    assert "  Mend it.\n" in ran.out
    assert "flask/app/home.py" in ran.out
    assert "scaffold workshop next" in ran.err
    assert max(map(len, ran.out.splitlines())) <= 80
    assert git(day, "status", "--porcelain") == ""


def test_before_the_start_the_start_is_named(run: Run) -> None:
    for words in (["where"], ["next"], ["hint"], ["check"], ["diff"], ["solution"], ["reset", "STEP.md"]):
        ran = run("workshop", *words)

        assert ran.code == 2
        assert "Fix: scaffold workshop start" in ran.err


def test_outside_of_a_workshop_one_is_named(run: Run, here: Path) -> None:
    ran = run("workshop", "where", "--json")

    assert ran.codes == ["no-workshop"]


def test_steps_are_gone_through_to_the_last(run: Run, day: Path) -> None:
    run("workshop", "start")
    for number in (2, 3):
        ran = run("workshop", "next", "--json")
        assert (ran.document["step"], ran.document["kept"]) == (number, None)
        assert (day / "STEP.md").read_text() == f"Step {number}\n"
    assert run("workshop", "next", "--json").codes == ["last-step"]
    assert run("workshop", "saved").err.strip() == "Nothing is kept yet"


def test_what_was_changed_is_kept_and_comes_back(run: Run, day: Path) -> None:
    run("workshop", "start")
    (day / "flask/app/home.py").write_text("mine\n")
    (day / ".env").write_text("SECRET=1\n")
    (day / "new.txt").write_text("new\n")
    before = told(day)

    kept = run("workshop", "next", "--json").document["kept"]

    assert not (day / "new.txt").exists()
    assert not (day / ".env").exists()
    assert f"{kept}  step 1, 3 files of yours" in run("workshop", "saved").out
    ran = run("workshop", "saved", "--back", "--json")
    assert (ran.document["step"], ran.document["kept"]) == (1, None)
    assert told(day) == before
    assert run("workshop", "where", "--json").document["step"] == 1


def test_what_is_installed_is_neither_kept_nor_touched(run: Run, day: Path) -> None:
    run("workshop", "start")
    for name in ("flask/.venv/bin/python", "express/node_modules/x/index.js", "flask/uv.lock", "flask/own/.git/config"):
        (day / name).parent.mkdir(parents=True, exist_ok=True)
        (day / name).write_text("installed\n")

    assert run("workshop", "next", "--json").document["kept"] is None
    assert (day / "express/node_modules/x/index.js").read_text() == "installed\n"
    assert (day / "flask/own/.git/config").read_text() == "installed\n"


def test_who_is_in_a_folder_that_goes_still_is(run: Run, day: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("workshop", "start")
    (day / "own/inside").mkdir(parents=True)
    (day / "own/inside/a.txt").write_text("a\n")
    monkeypatch.chdir(day / "own/inside")

    assert run("workshop", "next", "--json").document["step"] == 2
    assert run("workshop", "where", "--json").document["step"] == 2
    assert git(day, "status", "--porcelain") == ""
    (day / "own/inside").rmdir()
    assert run("workshop", "where", "--json").codes == ["no-folder"]


def test_what_is_never_touched_is_told_when_it_is_in_the_way(
    run: Run, day: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("workshop", "start")
    monkeypatch.setattr(worktree, "LARGE", 1000)
    (day / "film.mp4").write_bytes(b"0" * 1001)
    assert run("workshop", "next", "--json").document["step"] == 2
    assert (day / "film.mp4").stat().st_size == 1001

    (day / "STEP.md").write_bytes(b"0" * 1001)
    before = told(day)
    ran = run("workshop", "next")
    assert "`STEP.md` stands where a file of the step goes" in ran.err
    assert told(day) == before


def test_hints_come_one_after_the_other(run: Run) -> None:
    run("workshop", "start")

    texts = [run("workshop", "hint", "--json").document["text"] for _ in range(3)]

    assert texts == ["First hint.", "Second hint.", "Second hint."]


def test_a_solution_is_shown_and_then_taken(run: Run, day: Path) -> None:
    run("workshop", "start", "--side", "flask")

    peeked = run("workshop", "solution", "--peek")
    assert "+solved = True" in peeked.out
    assert "express" not in peeked.out
    assert "solved = False" in (day / "flask/app/home.py").read_text()

    assert run("workshop", "solution").code == 0
    assert "solved = True" in (day / "flask/app/home.py").read_text()
    assert run("workshop", "where", "--json").document["step"] == 1


def test_the_difference_of_a_step_and_of_a_person(run: Run, day: Path) -> None:
    run("workshop", "start")
    run("workshop", "next")
    assert "more2.py" in run("workshop", "diff", "--stat").out
    assert "Nothing has changed" in run("workshop", "diff", "--mine").err

    (day / "flask/own.py").write_text("own = 1\n")

    assert "+own = 1" in run("workshop", "diff", "--mine").out
    assert git(day, "status", "--porcelain") == "?? flask/own.py\n"


def test_one_file_is_as_it_was(run: Run, day: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("workshop", "start")
    (day / "flask/app/home.py").unlink()
    (day / "STEP.md").write_text("mine\n")
    monkeypatch.chdir(day / "flask")

    ran = run("workshop", "reset", "app/home.py", "--json")

    assert ran.document["file"] == "flask/app/home.py"
    assert "step = 1" in (day / "flask/app/home.py").read_text()
    assert (day / "STEP.md").read_text() == "mine\n"
    assert run("workshop", "reset", "app/hom.py", "--json").codes == ["no-file"]
    assert "did you mean `flask/app/home.py`" in run("workshop", "reset", "home.py").err


@pytest.mark.parametrize(
    ("do", "says"),
    [
        (lambda day: shutil.rmtree(day / "flask"), "The folder `flask` is gone"),
        (lambda day: git(day, "switch", "-q", "-c", "own"), "You are on the branch own"),
        (lambda day: git(day, "switch", "-q", "--detach"), "You are on no branch"),
        (lambda day: (day / ".git/MERGE_HEAD").write_text(f"{'0' * 40}\n"), "git has begun a merge"),
    ],
)
def test_what_is_odd_is_told_and_mended(run: Run, day: Path, do: object, says: str) -> None:
    run("workshop", "start")
    assert callable(do)
    do(day)

    ran = run("workshop", "where")
    assert says in ran.err
    assert "`scaffold workshop catch-up 1`" in " ".join(ran.err.split())

    assert run("workshop", "catch-up", "1").code == 0
    assert run("workshop", "where").err.startswith("\nNext:")


def test_it_needs_no_name_of_git(run: Run, day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("HOME", str(tmp_path))
    (day / "STEP.md").write_text("mine\n")

    assert run("workshop", "start", "--json").document["kept"]


def test_what_cannot_be_kept_changes_nothing(run: Run, day: Path) -> None:
    run("workshop", "start")
    (day / "new.txt").write_text("new\n")
    git(day, "branch", "saved")
    before = told(day)

    ran = run("workshop", "next")
    assert "git branch -m saved saved-of-mine" in ran.err
    assert told(day) == before

    git(day, "branch", "-m", "saved", "mine")
    (day / ".git/index.lock").touch()
    assert run("workshop", "next", "--json").codes == ["git-busy"]


@pytest.mark.parametrize("step", ["0", "4", "-1", "x", "01"])
def test_a_step_that_is_not_there(run: Run, step: str) -> None:
    run("workshop", "start")

    assert run("workshop", "catch-up", "--json", "--", step).codes == ["no-step"]


def test_all_steps_are_listed_and_the_own_one_marked(run: Run) -> None:
    run("workshop", "catch-up", "b")

    assert run("workshop", "where", "--all").out.splitlines() == [
        "A small day",
        "     1  a  Step a    5 min",
        "  >  2  b  Step b    5 min",
        "     3  c  Step c    5 min",
    ]


def test_nothing_is_kept_under_another_name(run: Run, day: Path) -> None:
    run("workshop", "start")
    git(day, "branch", "saved/mine")

    for name in ("mine", "saved/nowhere"):
        assert run("workshop", "saved", "--back", name, "--json").codes == ["nothing-saved"]


def test_a_clone_begins_where_it_stands(run: Run, day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "clone", "-q", str(day), "clone")
    monkeypatch.chdir(tmp_path / "clone/flask")

    assert run("workshop", "start", "--json").document["step"] == 1
    assert run("workshop", "next", "--json").document["step"] == 2

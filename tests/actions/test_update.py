"""Several projects at once, and how a project stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run, quiet

from scaffold.actions import catalogue, change
from scaffold.actions.catalogue import Catalogue
from scaffold.outside import templates, trees


@pytest.fixture
def old(here: Path) -> list[str]:
    """Three projects of the first release."""
    catalogue = Catalogue("0.1.0", templates.version("0.1.0"))
    made = change.rendered(catalogue, {"framework": "flask", "project_name": "shop", "resources": []})
    for name in ("one", "two", "three"):
        (here / name).mkdir()
        trees.write(made, here / name)
    return ["one", "two", "three"]


def test_one_failing_project_does_not_stop_the_others(old: list[str], here: Path, run: Run) -> None:
    (here / "two/.copier-answers.yml").write_text("- broken\n")
    (here / "four").mkdir()

    ended = run("update", *old, "four")

    lines = ended.out.splitlines()
    assert ended.code == 2
    assert "4 projects: 2 changed, 0 up to date, 2 failed" in ended.err
    assert [line.split()[0] for line in lines] == ["one", "two", "three", "four"]
    assert "templates 0.1.0 to" in lines[0] or "changed" in lines[0]
    assert "holds no answers" in lines[1]
    assert "is no project of scaffold" in lines[3]
    again = run("update", "one", "three", "--json")
    assert again.code == 0
    assert [one["changed"] for one in again.document["projects"]] == [False, False]


def test_a_look_at_several_projects_changes_none(old: list[str], here: Path, run: Run) -> None:
    before = [trees.read(here / name) for name in old]

    ended = run("update", *old, "--check", "--json")

    assert ended.code == 1
    assert all(one["steps"] and not one["changed"] for one in ended.document["projects"])
    assert [trees.read(here / name) for name in old] == before


def test_status_tells_what_people_changed(old: list[str], here: Path, run: Run) -> None:
    (here / "one/app/config.py").write_text("mine\n")
    (here / "one/wsgi.py").unlink()

    found = run("status", "-C", "one", "--json").document["projects"][0]
    told = run("status", "-C", "one").out

    assert (found["templates"], found["edited"], found["deleted"]) == ("0.1.0", ["app/config.py"], ["wsgi.py"])
    assert found["undo"] is None
    assert "edited     app/config.py\n" in told
    assert "is there: `scaffold update`" in told


@pytest.mark.parametrize("inside", [False, True])
def test_status_tells_where_a_file_was_moved_and_that_one_not_checked_out_is_not_deleted(
    inside: bool, old: list[str], here: Path, run: Run
) -> None:
    project = here / "one"
    (project / "wsgi.py").unlink()
    (project / "app/config.py").rename(project / "app/settings.py")
    if inside:
        for words in (("init", "-q"), ("add", "."), ("update-index", "--skip-worktree", "README.md")):
            quiet("git", *words, cwd=project)
        (project / "README.md").unlink()

    found = run("status", "-C", "one", "--json").document["projects"][0]
    told = run("status", "-C", "one").out

    assert (found["moved"], found["deleted"]) == ({"app/config.py": "app/settings.py"}, ["wsgi.py"])
    assert f"files      {found['files']}, 0 edited, 1 moved, 1 deleted\n" in told
    assert "moved      app/config.py to app/settings.py\n  deleted    wsgi.py\n" in told


def test_a_version_that_is_not_here_is_refused(old: list[str], run: Run) -> None:
    ended = run("update", "one", "--to", "9.9.9", "--json")

    assert (ended.code, ended.codes) == (2, ["template-version"])


def test_the_questions_of_templates_are_read_once_for_all_projects(tiny: Path) -> None:
    known = catalogue.newest()
    assert catalogue.newest() is known

    (tiny / "flask/more.txt").write_text("another template\n")
    templates._read.cache_clear()

    assert catalogue.newest() is not known
    assert "flask/more.txt" in catalogue.newest().tree

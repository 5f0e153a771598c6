"""A project with names that were reserved after it was made: told what to do, and doing that works."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from scaffold.core import model


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["note self:string"], ("rename", "field", "note", "self", "owner_name")),
        (["note self:string title:text"], ("remove", "field", "note", "self")),
        (["post tag:references", "tag posts:integer"], ("rename", "field", "tag", "posts", "post_count")),
        (["metric name:string"], ("rename", "resource", "metric", "figure")),
    ],
)
def test_a_name_that_is_reserved_by_now_can_be_changed(
    tiny: Path, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch, lines: list[str], words: tuple[str, ...]
) -> None:
    before = [word for line in lines for word in ("--resource", line)]
    with monkeypatch.context() as earlier:
        earlier.setattr(model, "read", lambda given: tuple(sorted(given)))
        assert run("new", "app", "--framework", "flask", *before, "--no-git").code == 0

    refused = run("set", "docs=off", "-C", "app")
    ended = run(*words, "-C", "app")

    assert refused.code == 2
    assert "Nothing was changed." in refused.err
    assert ended.code == 0, ended.err
    assert run("set", "docs=off", "-C", "app").code == 0


def test_a_plural_that_is_another_one_by_now_stays_as_it_was(tiny: Path, here: Path, run: Run) -> None:
    assert run("new", "app", "--framework", "flask", "--resource", "media(medias) name:string", "--no-git").code == 0
    answers = here / "app/.copier-answers.yml"
    answers.write_text(answers.read_text().replace("media(medias)", "media"))

    assert run("set", "docs=off", "-C", "app").code == 0
    assert "- media(medias) name:string" in answers.read_text()


def test_a_resource_in_a_project_without_a_database_is_told_the_way(tiny: Path, here: Path, run: Run) -> None:
    project = tiny / "questions/10-project.yml"
    project.write_text(project.read_text().replace("{SQLite", "{None: none, SQLite"))
    assert run("new", "app", "--framework", "flask", "--database", "none", "--no-git").code == 0

    problem = run("add", "resource", "tag name:string!", "-C", "app", "--json").document["problems"][0]

    assert problem["code"] == "database-needed"
    assert problem["fix"].startswith("`scaffold set database=sqlite` first.")
    assert run("set", "database=sqlite", "-C", "app").code == 0
    assert run("add", "resource", "tag name:string!", "-C", "app").code == 0

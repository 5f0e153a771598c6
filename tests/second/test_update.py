"""A project of every release becomes what the second edition makes, and loses no feature that it had."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from parity.machine import DATABASES, link
from second.gates import passes
from second.projects import TEMPLATES, installed

from scaffold.actions import catalogue, change, migrations
from scaffold.actions.catalogue import Catalogue
from scaffold.core import questions
from scaffold.outside import store, templates, trees
from scaffold.outside.merge import kept

FRAMEWORKS = ("flask", "express")
ALWAYS = ["logs", "security", "cors", "compression"]


@pytest.fixture(autouse=True)
def _second_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "checkout", lambda: TEMPLATES)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("version", store.versions(templates.DATA))
def test_an_unedited_project_becomes_as_a_new_one(version: str, framework: str, here: Path, run: Run) -> None:
    old = Catalogue(version, templates.version(version))
    newest = catalogue.newest()
    for recipe in old.recipes:
        given = {key: value for key, value in old.recipes[recipe].items() if key != "description"}
        answers = change.checked(old, {**given, "framework": framework, "project_name": "shop"})
        wanted = change.checked(newest, questions.kept(old.questions, newest.questions, answers))
        project = here / recipe
        project.mkdir()
        trees.write(change.rendered(old, answers), project)

        ended = run("update", str(project), "--json")

        assert ended.code == 0, ended.out
        assert set(ALWAYS) <= set(wanted["features"])
        found = {path: file for path, file in trees.read(project).items() if not path.startswith(kept.BESIDE)}
        first = [path for path in migrations.FIRST.values() if (project / path).is_file()]
        history = {path: trees.File((project / path).read_bytes()) for path in first}
        assert found == {**change.rendered(newest, wanted), **history}


EDITED = {
    "flask": ("app/features/posts/service.py", "\n\ndef publish(row_id: int) -> None:\n    find(row_id)\n"),
    "express": ("src/features/posts/service.ts", "\nexport function publish(id: number) {\n  return find(id);\n}\n"),
}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_people_wrote_is_still_there_and_every_conflict_is_told(framework: str, here: Path, run: Run) -> None:
    project = here / "shop"
    project.mkdir()
    trees.write(first_edition(framework), project)
    path, text = EDITED[framework]
    with (project / path).open("a") as file:
        file.write(text)

    ended = run("update", str(project), "--json")

    told = {step["path"] for step in ended.document["projects"][0]["steps"] if step["what"] == "conflict"}
    marked = {where for where, file in trees.read(project).items() if b"<<<<<<< " in file.content}
    assert text.strip().splitlines()[0] in (project / path).read_text()
    assert ended.code == (1 if marked else 0)
    assert told == marked


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_with_its_own_history_it_passes_all_gates(framework: str, database: str, here: Path, run: Run) -> None:
    project = here / "shop"
    project.mkdir()
    trees.write(first_edition(framework, database=database), project)

    assert run("update", str(project), "--json").code == 0

    link(framework, project, installed(framework))
    passes(project, framework, database, here, label="updated")


def first_edition(framework: str, **more: str) -> trees.Tree:
    """A blog of the last release before."""
    old = Catalogue("0.3.0", templates.version("0.3.0"))
    blog = {key: value for key, value in old.recipes["blog"].items() if key != "description"}
    return change.rendered(old, change.checked(old, {**blog, "framework": framework, "project_name": "shop", **more}))

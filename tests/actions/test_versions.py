"""From every released version of the templates to the newest: an unedited project becomes as a new one.

`tests/parity/test_update.py` runs what becomes of edited ones, and of those with rows.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from scaffold.actions import catalogue, change, migrations
from scaffold.actions.catalogue import Catalogue
from scaffold.core import questions
from scaffold.outside import store, templates, trees
from scaffold.outside.merge import kept

FRAMEWORKS = ("flask", "express")
RELEASED = store.versions(templates.DATA)
# Why: projects of 0.1 to 0.3 had these without being asked, and an update takes nothing away.
UNASKED = ("0.1.0", "0.2.0", "0.3.0")
ALWAYS = ("logs", "security", "cors", "compression")


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize(
    "version", [*(pytest.param(name, marks=pytest.mark.long) for name in RELEASED[:-1]), RELEASED[-1]]
)
def test_an_unedited_project_becomes_as_a_new_one(version: str, framework: str, here: Path, run: Run) -> None:
    old, newest = Catalogue(version, templates.version(version)), catalogue.newest()
    for recipe in old.recipes:
        given = {key: value for key, value in old.recipes[recipe].items() if key != "description"}
        answers = change.checked(old, {**given, "framework": framework, "project_name": "shop"})
        wanted = change.checked(newest, questions.kept(old.questions, newest.questions, answers))
        project = here / recipe
        project.mkdir()
        trees.write(change.rendered(old, answers), project)

        ended = run("update", str(project), "--json")

        assert ended.code == 0, ended.out
        if version in UNASKED:
            assert set(ALWAYS) <= set(wanted["features"])
        found = {path: file for path, file in trees.read(project).items() if not path.startswith(kept.BESIDE)}
        assert found == _with_its_history(change.rendered(newest, wanted), project)


def _with_its_history(new: trees.Tree, project: Path) -> dict[str, trees.File]:
    """What a new project has, with the history that this one has."""
    first = [path for path in migrations.FIRST.values() if (project / path).is_file()]
    return {**new, **{path: trees.File((project / path).read_bytes()) for path in first}}


def test_a_release_never_changes() -> None:
    """Projects were made from these bytes. A new release adds a line here."""
    assert store.locked(templates.DATA) == {
        "0.1.0": "c2adcb4815e69812341963781174c900fb98f8a9e3f65e4fda41f337344e3933",
        "0.2.0": "78a375a3b9339542ff25b9f12cd2bbd8db7a3831b31095bc7a7e78de1b763170",
        "0.3.0": "449a9cd581ceda3f3ff1329a21d628e7cce8f424a63ca27b3f740ef354cb5ab7",
        "0.4.0": "6f17da64d53c47e0c90e42d9c7b58e961664c40dba0162606aafa7a1be085e2b",
    }
    for version, digest in store.locked(templates.DATA).items():
        assert trees.digest(store.tree(templates.DATA, version)) == digest


def test_a_change_of_the_templates_has_a_version() -> None:
    """Between releases, what was changed since is told under the version that it will have, or `Unreleased`."""
    newest, told = catalogue.newest().version, changelog()

    assert _refused(newest, RELEASED[-1], told) == ""


def changelog() -> list[str]:
    """The headings of the changelog that have an entry, newest first."""
    text = (templates.DATA.parents[2] / "CHANGELOG.md").read_text("utf-8")
    return [part.split("\n")[0] for part in text.split("\n## ")[1:] if "\n- " in part]


def _refused(newest: str, released: str, told: list[str]) -> str:
    """What is wrong with templates of this version, after this release and with these headings in the changelog."""
    if newest == released:
        return "" if released in told else f"the release {released} is not in CHANGELOG.md"
    if told and told[0] != released:
        return ""
    return f"templates/ differs from {released}, and CHANGELOG.md has no entry for it: see CONTRIBUTING.md"


@pytest.mark.parametrize(
    ("newest", "told", "refused"),
    [
        ("0.2.0", ["0.2.0", "0.1.0"], False),
        ("0.2.0", ["Unreleased", "0.2.0", "0.1.0"], False),
        ("0.2.0", ["0.1.0"], True),
        ("0.2.0.post1.dev0+1", ["0.3.0", "0.2.0"], False),
        ("0.2.0.post1.dev0+1", ["Unreleased", "0.2.0"], False),
        ("0.2.0.post1.dev0+1", ["0.2.0", "0.1.0"], True),
        ("0.2.0.post1.dev0+1", [], True),
    ],
)
def test_the_check_sees_what_it_should(newest: str, told: list[str], refused: bool) -> None:
    assert bool(_refused(newest, "0.2.0", told)) == refused

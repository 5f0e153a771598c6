"""A project of the first edition that people edited, or that has a history of its own, is updated.

Unedited ones: `tests/actions/test_versions.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from parity.gates import passes
from parity.machine import FRAMEWORKS, SERVED, link
from parity.projects import installed

from scaffold.actions import change
from scaffold.actions.catalogue import Catalogue
from scaffold.outside import templates, trees
from scaffold.outside.merge.kept import BESIDE

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
    # Why not what is kept: the way back knows the conflicts, too.
    files = {where: file for where, file in trees.read(project).items() if not where.startswith(BESIDE)}
    marked = {where for where, file in files.items() if b"<<<<<<< " in file.content}
    assert text.strip().splitlines()[0] in (project / path).read_text()
    assert ended.code == (1 if marked else 0)
    assert told == marked


@pytest.mark.long
@pytest.mark.parametrize("database", SERVED)
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

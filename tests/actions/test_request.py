"""An update as a request to merge: one commit beside what is checked out, and its text."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import Run

from scaffold.actions import change
from scaffold.actions.catalogue import Catalogue
from scaffold.outside import templates, trees


@pytest.fixture(autouse=True)
def _released(monkeypatch: pytest.MonkeyPatch) -> None:
    """Why: what a release makes of answers is kept, and is not rendered for each test."""
    monkeypatch.setattr(templates, "checkout", lambda: None)


@pytest.fixture
def pair(here: Path) -> Path:
    """Both halves, of an earlier release, in one repository."""
    for framework in ("flask", "express"):
        release = Catalogue("0.3.0", templates.version("0.3.0"))
        answers = {"framework": framework, "project_name": "shop", "database": "sqlite", "resources": ["note a:string"]}
        trees.write(change.rendered(release, answers), here / framework)
    git(here, "init", "-q", "-b", "main")
    commit(here)
    return here


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Start")


def test_a_pair_in_one_repository_is_one_commit(pair: Path, run: Run) -> None:
    before = trees.read(pair)

    ended = run("update", "--pr", "--json")

    assert ended.code == 0
    changed = set(git(pair, "diff", "--name-only", "main", "scaffold-update").split())
    assert {"flask/pyproject.toml", "express/package.json"} <= changed
    assert git(pair, "rev-list", "--count", "main..scaffold-update") == "1\n"
    assert [one["branch"] for one in ended.document["projects"]] == ["scaffold-update"] * 2
    assert (trees.read(pair), git(pair, "status", "--porcelain")) == (before, "")
    body = ended.document["body"]
    assert body.index("# shop (flask)") < body.index("`uv sync`") < body.index("# shop (express)")
    # Why told: the models have changed, and so may the tables have.
    assert "- [ ] `uv run flask db upgrade`\n- [ ] `uv run flask db migrate -m " in body
    git(pair, "switch", "-q", "scaffold-update")
    assert run("update").err.count("is up to date") == 2


def test_the_branch_has_what_an_update_makes(pair: Path, run: Run) -> None:
    """Also where a file is moved, deleted, and executable, and its name has to be escaped in the text."""
    (pair / "flask/app/http").mkdir(exist_ok=True)
    (pair / "flask/own|file.py").write_text("mine\n")
    commit(pair)

    assert run("update", "flask", "--pr", "--one").code == 0
    assert run("update", "flask", "--one").code == 0

    git(pair, "add", "-A")
    assert git(pair, "write-tree") == git(pair, "rev-parse", "scaffold-update^{tree}")


def test_halves_in_two_repositories_are_two_requests(pair: Path, run: Run) -> None:
    for name in ("flask", "express"):
        git(pair / name, "init", "-q", "-b", "main")
        commit(pair / name)

    assert run("update", "--pr", "--json").codes == ["several-repositories"]
    assert git(pair / "flask", "branch", "--format=%(refname:short)") == "main\n"
    assert run("update", "flask", "--pr", "--one").code == 0


def test_a_disagreement_is_told_beside_a_request(pair: Path, run: Run) -> None:
    (pair / "flask/.copier-answers.yml").write_text(
        (pair / "flask/.copier-answers.yml").read_text().replace("- note a:string", "- note a:string\n- tag b:string")
    )
    commit(pair)

    ended = run("update", "--pr")

    assert "the answers have `tag`, the code does not" in ended.err
    assert "is on the branch scaffold-update" in ended.err

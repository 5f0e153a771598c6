"""The releases as a git repository, and plain Copier on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

from scaffold.actions import catalogue, change
from scaffold.actions.catalogue import Catalogue
from scaffold.actions.migrations import FIRST
from scaffold.core.answers import FILE
from scaffold.outside import history, load, store, templates, trees


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All releases, and the working tree as one more."""
    data, folder = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("history")
    for version in store.versions(templates.DATA):
        store.append(data, version, store.tree(templates.DATA, version))
    _, tree = templates.newest("99.0.0")
    store.append(data, "99.0.0", tree)
    history.write(data, folder)
    return folder


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def copier(cwd: Path, exported: Path, *words: str) -> None:
    """Runs Copier's own command line, with the exported history in the place of our source."""
    config = cwd.parent / "copier-gitconfig"
    config.write_text(
        f'[user]\n\tname = Ada\n\temail = ada@example.org\n[url "{exported}"]\n\tinsteadOf = {templates.SOURCE}\n'
    )
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": str(config)}
    program = str(Path(sys.executable).parent / "copier")
    ended = subprocess.run([program, *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_the_same_releases_give_the_same_commits(exported: Path, tmp_path: Path, run: Run) -> None:
    assert run("templates", "export", str(tmp_path / "one")).code == 0
    assert run("templates", "export", str(tmp_path / "two")).code == 0

    tags = git(tmp_path / "one", "show-ref", "--tags")
    assert tags == git(tmp_path / "two", "show-ref", "--tags")
    assert tags.split()[0] in git(exported, "show-ref", "--tags")
    assert not git(tmp_path / "one", "status", "--porcelain")
    assert run("templates", "export", str(tmp_path / "one"), "--json").codes == ["folder-not-empty"]


@pytest.mark.long
@pytest.mark.parametrize("framework", ["flask", "express"])
def test_plain_copier_makes_and_updates_the_same_projects(exported: Path, tmp_path: Path, framework: str) -> None:
    project = tmp_path / "shop"
    given = {"framework": framework, "project_name": "shop", "resources": ["note title:string!"]}
    (tmp_path / "answers.yml").write_text("resources:\n- note title:string!\n")
    words = ("--data-file", "answers.yml", "-d", f"framework={framework}", "-d", "project_name=shop", "--defaults")
    copier(tmp_path, exported, "copy", "--vcs-ref", "v0.1.0", *words, templates.SOURCE, "shop")
    first = Catalogue("0.1.0", templates.version("0.1.0"))

    assert trees.read(project) == change.rendered(first, given)

    # Why these: Copier keeps what was answered then, and knows nothing of what a project had without being asked.
    answers = load.file(project / FILE)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "-c", "user.name=a", "-c", "user.email=a", "commit", "-qm", "Start")
    copier(project, exported, "update", "--defaults")

    newest = dict(change.rendered(catalogue.newest("99.0.0"), answers))
    found = dict(trees.read(project))
    for path in FIRST.values():
        assert newest.pop(path, None) is None or found.pop(path) == change.rendered(first, given)[path]
    assert found == newest


def test_the_versions_are_listed(run: Run) -> None:
    assert run("templates", "list").out.splitlines()[0] == "0.1.0"

"""Templates of other people: a company's fork, served by git, used once it is trusted."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import Run


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@contextmanager
def served(base: Path) -> Iterator[str]:
    """The repositories below a folder, over the network."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ("--reuseaddr", "--listen=127.0.0.1", f"--port={port}", "--export-all", f"--base-path={base}", str(base))
    daemon = subprocess.Popen(["git", "daemon", *words], stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with socket.socket() as connection:
                if connection.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"git://127.0.0.1:{port}"
    finally:
        daemon.terminate()
        daemon.wait()


@pytest.fixture
def fork(tmp_path: Path, run: Run) -> Path:
    """The exported history, with a change of the company's own on top, not yet tagged."""
    folder = tmp_path / "served" / "fork"
    folder.parent.mkdir()
    assert run("templates", "export", str(folder)).code == 0
    readme = folder / "flask/README.md.jinja"
    readme.write_text(readme.read_text() + "\nAsk the platform team.\n")
    git(folder, "commit", "-qam", "Our own")
    return folder


def test_a_fork_makes_projects_and_changes_them_once_it_is_trusted(fork: Path, here: Path, run: Run) -> None:
    git(fork, "tag", "v99.0.0")
    with served(fork.parent) as server:
        url = f"{server}/fork"
        made = run("new", "shop", "--template", url, "--framework", "flask", "--no-git", "--yes")
        answers = (here / "shop/.copier-answers.yml").read_text()
        refused = run("set", "metrics=on", "-C", "shop", "--json")
        trusted = run("trust", url)
        changed = run("set", "metrics=on", "-C", "shop", "--json")
        doctor = run("doctor")

        assert made.code == 0, made.err
        assert f"scaffold new shop --framework flask --template {url} " in made.err
        assert f"_commit: v99.0.0\n_src_path: {url}\n" in answers
        assert (here / "shop/README.md").read_text().endswith("\nAsk the platform team.\n")
        assert (refused.code, refused.codes) == (2, ["foreign-source"])
        assert f"scaffold trust {url}" in refused.document["problems"][0]["fix"]
        assert trusted.code == changed.code == 0
        assert (here / "shop/app/metrics.py").is_file()
        assert f"trusted     {url}\n" in doctor.out

        readme = fork / "flask/README.md.jinja"
        readme.write_text(readme.read_text().replace("the platform team", "in the channel"))
        git(fork, "commit", "-qam", "Newer")
        git(fork, "tag", "v99.1.0")
        updated = run("update", "shop", "--json")

        assert updated.code == 0, updated.out
        assert updated.document["projects"][0]["templates"] == {"from": "99.0.0", "to": "99.1.0"}
        assert (here / "shop/README.md").read_text().endswith("\nAsk in the channel.\n")

    away = run("update", "shop", "--json")
    offline = run("set", "metrics=off", "-C", "shop", "--json")
    assert (away.code, away.codes) == (3, ["source-unreachable"])
    assert offline.code == 0, "what was fetched once is there without a network"
    assert run("trust", url, "--remove").code == 0
    assert run("set", "metrics=on", "-C", "shop", "--json").codes == ["foreign-source"]
    assert run("trust", url, "--remove", "--json").codes == ["not-trusted"]


def test_a_folder_is_a_source_as_well_and_its_versions_are_tags(fork: Path, here: Path, run: Run) -> None:
    git(fork, "tag", "v99.0.0")
    assert run("new", "shop", "--template", str(fork), "--framework", "flask", "--no-git", "--yes").code == 0
    assert f"_src_path: {fork}\n" in (here / "shop/.copier-answers.yml").read_text()

    (here / "empty").mkdir()
    git(here / "empty", "init", "-q")
    none = run("new", "cart", "--template", "empty", "--framework", "flask", "--yes", "--json")
    nowhere = run("new", "cart", "--template", "nowhere", "--framework", "flask", "--yes", "--json")

    assert (none.code, none.codes) == (2, ["no-versions"])
    assert (nowhere.code, nowhere.codes) == (3, ["source-unreachable"])
    assert not (here / "cart").exists()


def test_a_project_of_plain_copier_is_adopted(tmp_path: Path, here: Path, run: Run) -> None:
    assert run("templates", "export", str(tmp_path / "history")).code == 0
    words = ["copy", "--quiet", "--defaults", "-d", "framework=flask", "--vcs-ref", "v0.1.0"]
    program = str(Path(sys.executable).parent / "copier")
    subprocess.run([program, *words, str(tmp_path / "history"), "shop"], cwd=here, check=True, capture_output=True)
    answers = here / "shop/.copier-answers.yml"
    # Why by hand: the first release writes scaffold's own name in any case, later ones what Copier was given.
    answers.write_text(answers.read_text().replace("https://templates.scaffold.invalid/scaffold.git", "elsewhere"))
    before = answers.read_bytes()

    refused = run("update", "shop", "--json")
    adopted = run("adopt", "-C", "shop", "--json")
    updated = run("update", "shop")
    again = run("adopt", "-C", "shop", "--json")

    assert refused.codes == ["foreign-source"]
    assert adopted.code == updated.code == 0
    assert adopted.document["same"] == adopted.document["files"] - 1
    assert again.codes == ["adopted"]
    (here / "shop/.copier-answers.yml").write_bytes(before)
    for path in (here / "shop").rglob("*.py"):
        path.write_text("other\n")
    assert run("adopt", "-C", "shop", "--json").codes == ["not-alike"]

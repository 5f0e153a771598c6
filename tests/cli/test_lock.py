"""The lock file, which is made before the first commit: CI installs from it. No registry is asked here."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from conftest import Run, quiet

SOURCES = {"flask": "pyproject.toml", "express": "package.json"}
PROGRAMS = {"flask": "uv", "express": "npm"}
MADE = {"flask": "uv.lock", "express": "package-lock.json"}
NEXT = {"flask": ["uv sync", "git add uv.lock"], "express": ["npm install", "git add package-lock.json"]}
FRAMEWORKS = tuple(SOURCES)


@pytest.fixture(autouse=True)
def _packaged(tiny: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for framework, name in SOURCES.items():
        (tiny / framework / name).write_text("{}\n")
    monkeypatch.delenv("SCAFFOLD_OFFLINE", raising=False)
    (here / "bin").mkdir()
    monkeypatch.setenv("PATH", str(here / "bin"), prepend=":")
    for framework in FRAMEWORKS:
        program(here, framework, f"echo $@ >> ../asked; touch {MADE[framework]}")


def program(here: Path, framework: str, does: str) -> None:
    file = here / "bin" / PROGRAMS[framework]
    file.write_text(f"#!/bin/sh\n{does}\n")
    file.chmod(0o755)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_first_commit_has_the_lock_file(framework: str, here: Path, run: Run) -> None:
    document = run("new", "shop", "--framework", framework, "--json").document

    assert (document["locked"], document["git"], document["warnings"]) == (True, True, [])
    assert MADE[framework] in quiet("git", "ls-files", cwd=here / "shop").split()
    assert quiet("git", "status", "--porcelain", cwd=here / "shop") == ""
    assert MADE[framework] not in document["files"]
    assert not any("git add" in step for step in document["next"])


def test_both_are_locked(here: Path, run: Run) -> None:
    assert run("new", "shop", "--framework", "both", "--json").document["locked"]

    asked = (here / "shop/asked").read_text().splitlines()
    assert asked == ["lock", "install --package-lock-only --ignore-scripts --no-audit --no-fund"]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_registry_that_does_not_answer_becomes_a_next_step(framework: str, here: Path, run: Run) -> None:
    program(here, framework, "echo first; echo no network >&2; exit 1")

    ran = run("new", "shop", "--framework", framework)

    assert ran.code == 0
    assert "made no lock file: no network" in ran.err
    assert "\n  ".join(NEXT[framework]) in ran.err
    assert quiet("git", "log", "--format=%s", cwd=here / "shop") == "Start from scaffold\n"


def test_a_missing_installer_becomes_a_next_step(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from scaffold.outside import commands

    found = commands.find
    monkeypatch.setattr(commands, "find", lambda program: None if program == "uv" else found(program))

    ran = run("new", "shop", "--framework", "flask")

    assert ran.code == 0
    assert "`uv lock` made no lock file: `uv` is not installed" in ran.err
    assert "\n  ".join(NEXT["flask"]) in ran.err


def test_nobody_waits_for_ever(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installer that starts another program is ended with it."""
    monkeypatch.setattr("scaffold.actions.afterwards.LOCK_PATIENCE", 1)
    program(here, "flask", "sleep 61.5 & echo $! > ../child; wait")
    began = time.monotonic()

    ran = run("new", "shop", "--framework", "flask")

    assert time.monotonic() - began < 20
    assert ran.code == 0
    assert "`uv lock` made no lock file: it did not end within 1 seconds" in ran.err
    assert (here / "shop/.git").is_dir()
    state = Path("/proc", (here / "child").read_text().strip(), "stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


@pytest.mark.parametrize("words", [["--no-git"], []])
def test_no_lock_file_without_a_first_commit(here: Path, run: Run, words: list[str]) -> None:
    if not words:
        quiet("git", "init", "-q", cwd=here)

    document = run("new", "shop", "--framework", "flask", *words, "--json").document

    assert document["locked"] is False
    assert not (here / "asked").exists()
    assert not any("git add" in step for step in document["next"])


def test_whoever_is_offline_says_so(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCAFFOLD_OFFLINE", "1")

    document = run("new", "shop", "--framework", "flask", "--json").document

    assert not (here / "asked").exists()
    assert document["warnings"] == []
    assert document["next"][1:4] == [*NEXT["flask"], 'git commit -q -m "Lock the versions"']


def test_an_install_has_made_it_already(here: Path, run: Run) -> None:
    assert run("new", "shop", "--framework", "express", "--install", "--json").document["locked"]

    assert (here / "asked").read_text() == "install\n"


def test_a_lock_file_is_no_edit_of_the_project(here: Path, run: Run) -> None:
    assert run("new", "shop", "--framework", "flask").code == 0

    assert run("status", "-C", "shop", "--json").document["projects"][0]["edited"] == []
    assert run("set", "docs=off", "-C", "shop").code == 0
    assert (here / "shop/uv.lock").exists()

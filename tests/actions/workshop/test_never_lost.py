"""Whatever is in a work tree, catch-up keeps it, and it comes back byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from actions.workshop.states import States, git, told

from scaffold.actions.workshop import aid, walk
from scaffold.outside.workshop import worktree


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Why without one: a person may not have told git who they are. It is told only while the states are made."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ada@example.org")


def kept(day: Path, seed: int) -> None:
    """Makes a state, leaves it for a step, and gets it back."""
    walk.start([])
    if seed % 3:
        walk.catch_up(str(seed % 3 + 1))
    done = States(day, seed).run()
    before = told(day)
    step = seed % 3 + 1

    result = walk.catch_up(str(step))

    where = f"seed {seed}: {done}"
    room = walk.opened()
    commit = git(day, "rev-parse", room.workshop.tag(step))
    now = {path: (one.mode, one.digest) for path, one in worktree.found(day).files.items()}
    assert now == worktree.tree_of(day, commit.strip()), where
    # Why that one: another repository keeps its `.git`, which is neither kept nor touched.
    assert git(day, "status", "--porcelain", "--untracked-files=all") in ("", "?? inner/\n"), where
    assert git(day, "symbolic-ref", "HEAD") == "refs/heads/work\n", where
    assert git(day, "rev-parse", "HEAD") == commit, where
    if result.data["kept"]:
        git(day, "gc", "-q", "--prune=now") if seed % 10 == 0 else None
        aid.saved(str(result.data["kept"]), back=True)
        after = told(day)
        for key, value in before.items():
            assert after[key] == value, f"{where}: {key}"
    else:
        there = git(day, "ls-tree", "-r", "--name-only", "-z", before["commit"].strip()).split("\0")
        assert set(before["files"]) == set(filter(None, there)), where
        assert (before["status"], before["begun"], before["work"]) == ("", {}, before["commit"]), where


def several(day: Path, seeds: range) -> None:
    aside = day.with_name("aside")
    shutil.copytree(day, aside, symlinks=True)
    for seed in seeds:
        for entry in day.iterdir():
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        shutil.copytree(aside, day, symlinks=True, dirs_exist_ok=True)
        kept(day, seed)


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("part", range(4))
def test_a_hundred_states_come_back(day: Path, part: int) -> None:
    several(day, range(part * 25, part * 25 + 25))


@pytest.mark.long
@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("part", range(9))
def test_a_thousand_states_come_back(day: Path, part: int) -> None:
    several(day, range(100 + part * 100, 200 + part * 100))

"""A branch for a change: the repository is as before when the change is not made."""

from __future__ import annotations

from pathlib import Path

import pytest
from outside.merge.projects import git

from scaffold.core.problem import Problem
from scaffold.outside.merge import branch


def repository(folder: Path, *, commit: bool = True) -> Path:
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "a").write_text("a\n")
    if commit:
        git(folder, "add", "a")
        git(folder, "commit", "-qm", "Start")
    return folder


def test_every_repository_has_the_branch_and_the_work_is_still_there(tmp_path: Path) -> None:
    one, other = repository(tmp_path / "one"), repository(tmp_path / "other", commit=False)
    (one / "a").write_text("mine\n")
    (one / "sub").mkdir()

    with branch.made("newer", [one, one / "sub", other]):
        pass

    for project in (one, other):
        assert git(project, "symbolic-ref", "HEAD") == b"refs/heads/newer\n"
    assert git(one, "status", "--short") == b" M a\n"


@pytest.mark.parametrize("commit", [True, False])
def test_a_change_that_fails_leaves_no_branch(tmp_path: Path, commit: bool) -> None:
    one = repository(tmp_path / "one", commit=commit)
    before = git(one, "for-each-ref"), git(one, "status")

    with pytest.raises(KeyboardInterrupt), branch.made("newer", [one]):
        raise KeyboardInterrupt

    assert (git(one, "for-each-ref"), git(one, "status")) == before


def test_without_a_branch_it_is_without_one_again(tmp_path: Path) -> None:
    one = repository(tmp_path / "one")
    git(one, "checkout", "-q", "--detach")
    before = git(one, "for-each-ref"), git(one, "status")

    with pytest.raises(OSError, match="full"), branch.made("newer", [one]):
        raise OSError("full")

    assert (git(one, "for-each-ref"), git(one, "status")) == before


def test_one_that_cannot_have_it_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    one, other = repository(tmp_path / "one"), repository(tmp_path / "other")
    git(other, "branch", "newer")
    before = git(one, "for-each-ref"), git(one, "status")

    with pytest.raises(Problem, match="has the branch"), branch.made("newer", [one, other]):
        raise AssertionError

    assert (git(one, "for-each-ref"), git(one, "status")) == before

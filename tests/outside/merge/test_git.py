"""What git says when it refuses is passed on."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import quiet

from scaffold.core.problem import Problem
from scaffold.outside.merge import git


def test_a_repository_of_another_owner_is_answered_with_gits_own_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet("git", "init", "-q", cwd=tmp_path)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    with pytest.raises(Problem) as refused:
        git.run(tmp_path, "rev-parse", "--show-toplevel")

    assert f"`git config --global --add safe.directory {tmp_path}`" in refused.value.fix

"""A branch of git for a change: there before it is written, and gone again when it cannot be."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from scaffold.core.names import shown
from scaffold.core.problem import Problem

from . import disk, git


@contextlib.contextmanager
def made(name: str | None, projects: Sequence[Path]) -> Iterator[None]:
    """Switches to a new branch in the repository of each project; nothing in the work tree or the index changes.

    One that has it checked out already stays there. Without a name nothing is done. Raises Problem for a project
    without a repository, a name that git refuses, and a branch that is there; then every repository is as it was.
    """
    before: dict[Path, str] = {}
    try:
        for project in projects if name else ():
            old = _checked_out(project, str(name))
            if old != name:
                git.run(project, "switch", "--quiet", "--no-guess", "-c", str(name))
                before[project] = old
        yield
    except BaseException:
        for project, old in reversed(before.items()):
            _back(project, old, str(name))
        raise


def _checked_out(project: Path, name: str) -> str:
    """The branch that is checked out, empty for none. Raises Problem when the new one cannot be made."""
    if not disk.repository(project):
        raise Problem(
            code="no-repository",
            what=f"`{project.name}` cannot have the branch `{shown(name)}`",
            why="it is in no repository of git",
            fix="leave out `--branch`, or make one first: `git init`. Nothing was changed.",
        )
    # Why what it wrote: it takes `@{-1}` for the branch that was checked out before.
    if git.decoded(git.start(project, "check-ref-format", "--branch", name).wrote) != f"{name}\n":
        raise Problem(
            code="branch-name",
            what=f"`{shown(name)}` cannot be the name of a branch",
            why="git does not take it",
            fix="choose another, such as `scaffold-update`. Nothing was changed.",
        )
    old = git.decoded(git.run(project, "symbolic-ref", "--quiet", "--short", "HEAD", fine=(0, 1))).rstrip("\n")
    there = git.start(project, "show-ref", "--verify", "--quiet", f"refs/heads/{name}").code == 0
    if there and old != name:
        raise Problem(
            code="branch-exists",
            what=f"`{project.name}` has the branch `{name}` already",
            why="a branch for a change is a new one, so that nothing of yours is on it",
            fix=f"choose another name; or `git switch {name}`, and leave out `--branch`. Nothing was changed.",
        )
    return old


def _back(project: Path, old: str, name: str) -> None:
    words = ("symbolic-ref", "HEAD", f"refs/heads/{old}") if old else ("switch", "--quiet", "--detach")
    git.start(project, *words)
    git.start(project, "branch", "--quiet", "-D", name)

"""A branch of git for a change: there before it is written, and gone again when it cannot be."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scaffold.core.names import shown
from scaffold.core.problem import Problem

from . import disk, git
from .disk import Repository

# What git's log of a commit that is checked out says of one that others are checked out after.
ELSEWHERE = ("checkout:", "reset:")


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
        raise no_repository(project, name)
    refuse_name(project, name)
    old = current(project)
    there = git.start(project, "show-ref", "--verify", "--quiet", f"refs/heads/{name}").code == 0
    if there and old != name:
        raise Problem(
            code="branch-exists",
            what=f"`{project.name}` has the branch `{name}` already",
            why="a branch for a change is a new one, so that nothing of yours is on it",
            fix=f"choose another name; or `git switch {name}`, and leave out `--branch`. Nothing was changed.",
        )
    return old


def no_repository(project: Path, name: str, flag: str = "--branch") -> Problem:
    """The problem of a branch where there is no git."""
    return Problem(
        code="no-repository",
        what=f"`{project.name}` cannot have the branch `{shown(name)}`",
        why="it is in no repository of git",
        fix=f"leave out `{flag}`, or make one first: `git init`. Nothing was changed.",
    )


def refuse_name(project: Path, name: str) -> None:
    """Raises Problem for what git takes for no name of a branch."""
    # Why what it wrote: it takes `@{-1}` for the branch that was checked out before.
    if git.decoded(git.start(project, "check-ref-format", "--branch", name).wrote) != f"{name}\n":
        raise Problem(
            code="branch-name",
            what=f"`{shown(name)}` cannot be the name of a branch",
            why="git does not take it",
            fix="choose another, such as `scaffold-update`. Nothing was changed.",
        )


def _back(project: Path, old: str, name: str) -> None:
    words = ("symbolic-ref", "HEAD", f"refs/heads/{old}") if old else ("switch", "--quiet", "--detach")
    git.start(project, *words)
    git.start(project, "branch", "--quiet", "-D", name)


def current(project: Path) -> str:
    """The branch that is checked out, empty for none."""
    return git.decoded(git.run(project, "symbolic-ref", "--quiet", "--short", "HEAD", fine=(0, 1))).rstrip("\n")


def where(inside: Repository | None) -> dict[str, Any]:
    """Where git is, as a journal tells it."""
    if not inside:
        return {}
    return {"head": inside.head, "branch": current(inside.top), "moves": len(_moves(inside.top))}


def is_elsewhere(project: Path, inside: Repository, written: Mapping[str, Any]) -> bool:
    """Whether git has checked out files since that the change is not made in.

    Commits on top of it are no such thing, nor is a new branch from there.
    """
    return "head" in written and inside.head not in _since(project, written)


def elsewhere(project: Path, written: Mapping[str, Any], command: str) -> Problem:
    """The problem of a change that was made where git is no longer."""
    head, name, here = written["head"], written["branch"], current(project)
    there = f"the branch `{name}`" if name else f"the commit {head[:10]}"
    since = f"and git has checked out {f'`{here}`' if here else 'another commit'} since"
    if here and here == name:
        since = "which is at another commit since"
        fix = f"`git switch --detach {head[:10]}` goes back there; `git reflog` tells what was there since"
    else:
        fix = f"`git switch {name}`" if name else f"`git switch --detach {head[:10]}`"
        fix += ", and run the same command there; where it was committed, `git revert` takes it back"
    return Problem(
        code="elsewhere",
        what=f"`scaffold {command}` cannot be taken back here",
        why=f"it was made on {there}, {since}",
        fix=f"{fix}. Nothing was changed.",
    )


def _since(project: Path, written: Mapping[str, Any]) -> set[str]:
    """The commits that were made from this one on, whatever was checked out between them."""
    head, moves = written["head"], _moves(project)
    at = len(moves) - written["moves"]
    if at < 0 or (head and (at == len(moves) or moves[at][0] != head)):
        # Why: git keeps no such log, or no longer.
        above = git.start(project, "merge-base", "--is-ancestor", head, "HEAD").code == 0
        return {head, *([disk.head(project)] if above else [])}
    found, before = {head}, head
    for commit, did in reversed(moves[:at]):
        if before in found and not did.startswith(ELSEWHERE):
            found.add(commit)
        before = commit
    return found


def _moves(project: Path) -> list[tuple[str, str]]:
    """What git's log says was checked out, the newest first: each commit, and what was done."""
    log = git.start(project, "log", "--walk-reflogs", "--format=%H %gs", "HEAD", "--")
    lines = git.decoded(log.wrote).splitlines() if not log.code else []
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in lines]

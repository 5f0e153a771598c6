"""Commits a change on a branch of its own; what is checked out, the index and the work tree stay as they are."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scaffold.core.names import shown
from scaffold.core.problem import Problem

from . import branch, git, index
from .change import Edit
from .disk import Repository

# A line of each commit that is ours: a branch that has no other ones can be written anew.
TRAILER = "Scaffold-Update"


@dataclass(frozen=True)
class Committed:
    """The commit at the end of the branch; `is_new` is false when it was there with the same files already."""

    commit: str
    is_new: bool


def refuse(project: Path, inside: Repository | None, name: str) -> None:
    """Raises Problem where no commit can be made: no repository, no commit, edits, a name that is taken, no author."""
    if not inside:
        raise branch.no_repository(project, name, "--pr")
    branch.refuse_name(project, name)
    if not inside.head:
        raise Problem(
            code="no-commit",
            what=f"`{project.name}` has no commit yet",
            why="a request is compared with a commit",
            fix="`git commit` first. Nothing was changed.",
        )
    words = ("status", "--porcelain", "-z", "--untracked-files=no", "--", ".")
    if edited := git.fields(git.run(project, *words)):
        raise Problem(
            code="uncommitted",
            what=f"`{project.name}` has edits that are not committed, such as `{shown(edited[0][3:])}`",
            why="they would be in the request",
            fix="`git commit` or `git stash` them, and run the same command again. Nothing was changed.",
        )
    if name == branch.current(project):
        raise Problem(
            code="branch-exists",
            what=f"`{name}` is checked out",
            why="a request is a branch beside the one that it is for",
            fix="`git switch` to the other one first, or choose another name: `--branch NAME`. Nothing was changed.",
        )
    if _others(project, name):
        raise Problem(
            code="branch-exists",
            what=f"`{project.name}` has the branch `{name}`, with commits that are not of `scaffold update --pr`",
            why="a branch is only written anew when nothing of yours is on it",
            fix="merge or delete it, or choose another name: `--branch NAME`. Nothing was changed.",
        )
    if git.start(project, "var", "GIT_COMMITTER_IDENT").code:
        raise Problem(
            code="no-identity",
            what="git does not know who commits",
            why="`user.name` and `user.email` are not set",
            fix='`git config user.name "…"` and `git config user.email …` first. Nothing was changed.',
        )


def _others(project: Path, name: str) -> bool:
    """Whether a branch has commits beside what is checked out that are not ours."""
    words = ("log", f"--format=%x00%(trailers:key={TRAILER},valueonly)", f"refs/heads/{name}", "--not", "HEAD", "--")
    return any(not trailer.strip() for trailer in git.decoded(git.start(project, *words).wrote).split("\0")[1:])


def made(inside: Repository, name: str, edits: Sequence[tuple[Path, Edit]], message: str) -> Committed:
    """Commits the edits, each of a project of the repository, on the branch; it begins at what is checked out.

    Raises Problem when git fails; then the branch is as it was.
    """
    ref = f"refs/heads/{name}"
    before = git.decoded(git.start(inside.top, "rev-parse", "--quiet", "--verify", ref).wrote).strip()
    with tempfile.TemporaryDirectory(prefix="scaffold-index-") as temporary:
        own = {"GIT_INDEX_FILE": str(Path(temporary, "index"))}
        git.run(inside.top, "read-tree", inside.head, settings=own)
        lines = [_entry(inside, project, edit) for project, edit in edits]
        git.run(inside.top, "update-index", "-z", "--index-info", stdin=git.encoded("".join(lines)), settings=own)
        tree = git.decoded(git.run(inside.top, "write-tree", settings=own)).strip()
    if before and _same(inside, before, tree):
        return Committed(before, False)
    words = ("commit-tree", tree, "-p", inside.head, "-F", "-")
    commit = git.decoded(git.run(inside.top, *words, stdin=message.encode())).strip()
    git.run(inside.top, "update-ref", "-m", "scaffold update --pr", ref, commit, before or "0" * inside.digits)
    return Committed(commit, True)


def _entry(inside: Repository, project: Path, edit: Edit) -> str:
    path = (project / edit.path).relative_to(inside.top).as_posix()
    if edit.after is None:
        return f"0 {'0' * inside.digits}\t{path}\0"
    return f"{'100755' if edit.after.executable else '100644'} {index.stored(project, edit.path, edit.after)}\t{path}\0"


def _same(inside: Repository, commit: str, tree: str) -> bool:
    said = git.decoded(git.run(inside.top, "log", "-1", "--format=%T %P", commit)).strip()
    return said == f"{tree} {inside.head}"

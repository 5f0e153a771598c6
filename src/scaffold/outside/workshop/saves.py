"""Keeps whatever somebody has before them as a branch, and brings it back byte for byte.

The branch has the files as they are. Its second parent has what git itself had: its index as it is, with what is in
it by stage, and what it had begun, such as a rebase.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scaffold.core.names import shown
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.core.workshop import SAVED, WORK
from scaffold.outside import files
from scaffold.outside.live.apps import unstopped
from scaffold.outside.merge import git

from . import repository, worktree
from .repository import Room
from .worktree import Found

BEGUN = (
    *("MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "MERGE_RR", "AUTO_MERGE", "SQUASH_MSG", "CHERRY_PICK_HEAD"),
    *("REVERT_HEAD", "REBASE_HEAD", "BISECT_LOG", "BISECT_START", "BISECT_NAMES", "BISECT_TERMS"),
    *("BISECT_EXPECTED_REV", "BISECT_ANCESTORS_OK", "rebase-merge", "rebase-apply", "sequencer"),
)
INDEX, META, UNDER = "index", "meta.json", "begun/"
EMPTY = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
COMMIT = re.compile(rb"\b[0-9a-f]{40}\b")
MOST = 100


@dataclass(frozen=True)
class Saved:
    """A branch with what somebody had: its name, the step, and how many files were theirs."""

    name: str
    step: int
    files: int
    commit: str


def save(room: Room, now: Found) -> str:
    """Keeps all that was found and all that git knows; the name of the branch. Raises Problem when it cannot be."""
    refuse_busy(room)
    worktree.refuse_unread(now, "changed")
    head = _head(room)
    begun_by_git = dict(begun(room.own))
    index = _bytes(room.own / INDEX)
    at, work = commit_of(room, "HEAD"), commit_of(room, f"refs/heads/{WORK}")
    meta = {
        "head": head,
        "at": at,
        "work": work,
        "step": room.state.step,
        "modes": {path: one.own for path, one in now.files.items() if one.own not in (0, 0o644, 0o755)},
        "empty": now.empty,
        "files": _own(room, now, at),
    }
    parents = [one for one in dict.fromkeys((at, work, *_named(room, begun_by_git))) if one]
    seconds = time.time()
    name = _name(room, seconds)
    own = "refs/scaffold/saved"
    both = (
        repository.commit(own, "What git had", _state(room, index, begun_by_git, meta), int(seconds), parents),
        repository.commit(
            f"refs/heads/{name}",
            f"Step {room.state.step}: what was here",
            _tree(now),
            int(seconds),
            [one for one in (at, own) if one],
        ),
    )
    stream = [part for commit in both for part in commit]
    git.run(room.top, "fast-import", "--quiet", "--force", "--date-format=raw", stdin=b"".join(stream))
    git.start(room.top, "update-ref", "-d", own)
    return name


def _tree(now: Found) -> Iterator[bytes]:
    yield b"deleteall\n"
    for path, one in now.files.items():
        yield from repository.content(path, one.content, one.mode)


def _state(room: Room, index: bytes | None, begun: Mapping[str, bytes], meta: Mapping[str, Any]) -> Iterator[bytes]:
    yield b"deleteall\n"
    yield from repository.content(META, json.dumps(meta).encode(), worktree.FILE)
    for path, content in begun.items():
        yield from repository.content(f"{UNDER}{path}", content, worktree.FILE)
    if index is None:
        return
    yield from repository.content(INDEX, index, worktree.FILE)
    # Why by stage: what only the index has would else be thrown away by git some day.
    for line in git.fields(git.start(room.top, "ls-files", "-s", "-z").wrote):
        facts, _, path = line.partition("\t")
        mode, digest, stage = facts.split(" ")
        place = f"stage-{stage}/{path}"
        if digest == EMPTY:
            yield from repository.content(place, b"", worktree.FILE)
        elif mode != "160000":
            yield f"M {mode} {digest} ".encode() + git.quoted(place) + b"\n"


def _head(room: Room) -> str:
    """The branch that is checked out, or the commit. Why asked: where git keeps it is its own affair."""
    ended = git.start(room.top, "symbolic-ref", "--quiet", "HEAD")
    return git.decoded(ended.wrote).strip() or commit_of(room, "HEAD")


def commit_of(room: Room, name: str) -> str:
    """The id of the commit of a name; empty when there is none."""
    return git.decoded(git.start(room.top, "rev-parse", "--quiet", "--verify", f"{name}^{{commit}}").wrote).strip()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def begun(own: Path) -> Iterator[tuple[str, bytes]]:
    """What git had begun: the files that say so."""
    several = [own / name for name in BEGUN] + sorted(own.glob("sharedindex.*"))
    for path in several:
        for one in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if one.is_file():
                yield one.relative_to(own).as_posix(), one.read_bytes()


def _named(room: Room, begun: Mapping[str, bytes]) -> list[str]:
    """The commits that these files name. Why: git would throw away some day what nothing leads to."""
    words = {word.decode() for content in begun.values() for word in COMMIT.findall(content)}
    asked = "".join(f"{word}\n" for word in sorted(words)[:MOST]).encode()
    said = git.run(room.top, "cat-file", "--batch-check", stdin=asked) if words else b""
    return [line.split()[0].decode() for line in said.splitlines() if line.split()[1:2] == [b"commit"]]


def _own(room: Room, now: Found, at: str) -> int:
    """How many files are not as in the last commit."""
    there = worktree.tree_of(room.top, at) if at else {}
    changed = {path for path, one in now.files.items() if (one.mode, one.digest) != there.get(path)}
    return len(changed | (there.keys() - now.files.keys()))


def _name(room: Room, now: float) -> str:
    base = f"{SAVED}/{time.strftime('%Y-%m-%d-%H%M%S', time.localtime(now))}"
    names = (base, *(f"{base}-{more}" for more in range(2, 10_000)))
    return next(name for name in names if not commit_of(room, f"refs/heads/{name}"))


def refuse_busy(room: Room) -> None:
    """Raises Problem while another git writes, or where nothing can be kept under the name of the branches."""
    if (room.own / f"{INDEX}.lock").exists():
        raise Problem(
            code="git-busy",
            what="another git is at work here",
            why=f"`{room.own.name}/index.lock` is there",
            fix="let it end, or remove that file if there is none, and do the same again. Nothing was changed.",
            exit=OUTSIDE,
        )
    if commit_of(room, f"refs/heads/{SAVED}"):
        raise Problem(
            code="branch-exists",
            what=f"there is a branch `{SAVED}`",
            why="what you have is kept on branches below that name, which git cannot have beside it",
            fix=f"git branch -m {SAVED} {SAVED}-of-mine\nThen run the same command again. Nothing was changed.",
        )


def listed(room: Room) -> list[Saved]:
    """What was kept, the newest first."""
    words = (
        "for-each-ref",
        "--sort=-version:refname",
        "--format=%(refname:lstrip=2) %(objectname)",
        f"refs/heads/{SAVED}/",
    )
    several = [line.split(" ") for line in git.decoded(git.run(room.top, *words)).splitlines()]
    metas = [_meta(room, commit) for _, commit in several]
    pairs = zip(several, metas, strict=True)
    return [Saved(name, meta["step"], meta["files"], commit) for (name, commit), meta in pairs if meta]


def _meta(room: Room, commit: str) -> dict[str, Any]:
    for parent in (2, 1):
        ended = git.start(room.top, "cat-file", "blob", f"{commit}^{parent}:{META}")
        if not ended.code:
            found: dict[str, Any] = json.loads(ended.wrote)
            return {**found, "state": f"{commit}^{parent}"}
    return {}


def is_whole(room: Room, now: Found, commit: str) -> bool:
    """Whether nothing would be lost: all is as in a commit, which is one of the steps, and git has begun nothing."""
    there = worktree.tree_of(room.top, commit)
    same = {path: (one.mode, one.digest) for path, one in now.files.items()} == there
    if not same or now.empty or now.unread or any(begun(room.own)):
        return False
    # Why the branch, too: it may have commits that what is checked out does not.
    if commit_of(room, "HEAD") != commit or commit_of(room, f"refs/heads/{WORK}") not in ("", commit):
        return False
    # Why the index, too: what was staged may be in no file.
    return not git.start(room.top, "diff", "--cached", "--quiet", commit, "--").code


def switch(room: Room, now: Found, commit: str, branch: str = WORK) -> None:
    """Makes files, index and branch those of a commit, and ends what git had begun. It is not stopped in between."""
    refuse_busy(room)
    wanted = worktree.tree_of(room.top, commit)
    with unstopped():
        worktree.become(room.top, now, wanted)
        git.run(room.top, "read-tree", commit)
        git.run(room.top, "symbolic-ref", "HEAD", f"refs/heads/{branch}")
        git.run(room.top, "update-ref", "-m", "scaffold workshop", f"refs/heads/{branch}", commit)
        _end(room.own)
        git.start(room.top, "update-index", "-q", "--refresh")


def _end(own: Path) -> None:
    for path, _ in list(begun(own)):
        if not path.startswith("sharedindex."):
            (own / path).unlink()
    for name in BEGUN:
        for folder in sorted((own / name).rglob("*"), reverse=True) if (own / name).is_dir() else ():
            folder.rmdir()
        if (own / name).is_dir():
            (own / name).rmdir()


def is_saved(room: Room, name: str) -> bool:
    """Whether something is kept under this name."""
    return any(one.name == name for one in listed(room))


def unknown(name: str) -> Problem:
    """The problem of a name under which nothing is kept."""
    return Problem(
        code="nothing-saved",
        what=f"nothing is kept as `{shown(name)}`",
        why="there is no such branch, or it is one of your own",
        fix="`scaffold workshop saved` lists what is kept. Nothing was changed.",
    )


def restore(room: Room, now: Found, name: str) -> int:
    """Brings back what was kept on a branch: files, index, branches, and what git had begun; gives its step.

    Raises Problem when there is none of that name.
    """
    commit = commit_of(room, f"refs/heads/{name}")
    meta = _meta(room, commit) if commit else {}
    if not meta:
        raise unknown(name)
    refuse_busy(room)
    state = worktree.tree_of(room.top, meta["state"])
    paths = [path for path in state if path == INDEX or path.startswith(UNDER)]
    git_had = dict(zip(paths, worktree.contents(room.top, [state[path][1] for path in paths]), strict=True))
    wanted = worktree.tree_of(room.top, commit)
    with unstopped():
        worktree.become(room.top, now, wanted)
        for path, mode in meta["modes"].items():
            (room.top / path).chmod(mode)
        for folder in meta["empty"]:
            (room.top / folder).mkdir(parents=True, exist_ok=True)
        _end(room.own)
        for path, content in git_had.items():
            place = room.own / path.removeprefix(UNDER)
            place.parent.mkdir(parents=True, exist_ok=True)
            files.write(place, content)
        if INDEX not in git_had:
            (room.own / INDEX).unlink(missing_ok=True)
        _branches(room, meta)
    return int(meta["step"])


def _branches(room: Room, meta: Mapping[str, Any]) -> None:
    """HEAD and the branch that people work on as they were; another branch that has moved since stays where it is."""
    if meta["work"]:
        git.run(room.top, "update-ref", "-m", "scaffold workshop", f"refs/heads/{WORK}", meta["work"])
    head, at = str(meta["head"]), str(meta["at"])
    is_branch = head.startswith("refs/")
    there = commit_of(room, head) if is_branch else ""
    if is_branch and at and not there:
        git.run(room.top, "update-ref", "-m", "scaffold workshop", head, at)
    if is_branch and there in ("", at):
        git.run(room.top, "symbolic-ref", "HEAD", head)
    else:
        git.run(room.top, "update-ref", "-m", "scaffold workshop", "--no-deref", "HEAD", at)

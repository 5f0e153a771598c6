"""The repository of a workshop: written once with the same bytes everywhere, and asked where somebody is in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from scaffold.core.concepts import FRAMEWORKS
from scaffold.core.problem import Problem
from scaffold.core.workshop import PLAN, PLAN_FILE, WHOLE, WORK, Workshop
from scaffold.outside import files
from scaffold.outside.merge import git
from scaffold.outside.trees import File, Tree

from . import plans

# Why fixed: who commits and when is in the id of a commit, and everybody has the same ids.
AUTHOR, FIRST, MINUTE = "scaffold <scaffold@localhost>", 1_767_225_600, 60
STATE = "scaffold-workshop.json"
# Why these: no hook, no other hash, no other line ends of somebody's own change what is committed.
INIT = ("init", "--quiet", "--template=", "--object-format=sha1", f"--initial-branch={WORK}")
SETTINGS = ("core.autocrlf=false", "core.safecrlf=false", "advice.detachedHead=false")


@dataclass(frozen=True)
class State:
    """Where somebody is: the number of the step, which sides they follow, and how many hints they saw of each step."""

    step: int = 0
    sides: tuple[str, ...] = FRAMEWORKS
    hints: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Room:
    """An opened repository of a workshop. `own` is its git folder."""

    top: Path
    own: Path
    workshop: Workshop
    state: State

    def with_state(self, **changed: Any) -> Room:
        """The same, with something of the state changed, which is kept."""
        state = replace(self.state, **changed)
        told = {"step": state.step, "sides": list(state.sides), "hints": dict(state.hints)}
        files.write(self.own / STATE, json.dumps(told).encode())
        return replace(self, state=state)


def write(folder: Path, commits: Sequence[tuple[str, str, Tree]], plan: bytes) -> None:
    """Makes a repository in an empty folder: a commit for each tag, its message and its files, and the plan last."""
    git.run(folder, "-c", "init.defaultRefFormat=files", *INIT)
    for setting in SETTINGS:
        git.run(folder, "config", *setting.split("="))
    git.run(folder, "fast-import", "--quiet", "--date-format=raw", stdin=b"".join(_stream(commits, plan)))


def _stream(commits: Sequence[tuple[str, str, Tree]], plan: bytes) -> Iterator[bytes]:
    before: Tree = {}
    for number, (tag, message, tree) in enumerate(commits, 1):
        changed = {path: file for path, file in tree.items() if before.get(path) != file}
        yield from commit(
            f"refs/heads/{WHOLE}", message, _changes(changed, before.keys() - tree.keys()), FIRST + number * MINUTE
        )
        yield f"reset refs/tags/{tag}\nfrom refs/heads/{WHOLE}\n\n".encode()
        before = tree
    message = "The plan of this workshop, which people need not have before them"
    yield from commit(f"refs/heads/{WHOLE}", message, _changes({PLAN_FILE: File(plan)}, ()), FIRST)
    yield f"reset refs/tags/{PLAN}\nfrom refs/heads/{WHOLE}\n\n".encode()


def commit(
    ref: str, message: str, changes: Iterator[bytes], seconds: int, parents: Sequence[str] = ()
) -> Iterator[bytes]:
    """One commit as `git fast-import` reads it. It follows the one before on `ref`, unless it has parents."""
    who = f"{AUTHOR} {seconds} +0000"
    text = message.encode()
    yield f"commit {ref}\nauthor {who}\ncommitter {who}\ndata {len(text)}\n".encode() + text + b"\n"
    for number, parent in enumerate(parents):
        yield f"{'merge' if number else 'from'} {parent}\n".encode()
    yield from changes
    yield b"\n"


def _changes(changed: Tree, gone: Any) -> Iterator[bytes]:
    for path in sorted(gone):
        yield b"D " + git.quoted(path) + b"\n"
    for path, file in sorted(changed.items()):
        yield from content(path, file.content, "100755" if file.executable else "100644")


def content(path: str, data: bytes, mode: str) -> Iterator[bytes]:
    """One file as `git fast-import` reads it."""
    yield f"M {mode} inline ".encode() + git.quoted(path) + b"\ndata %d\n" % len(data) + data + b"\n"


def opened(folder: Path) -> Room:
    """The workshop that a folder is in. Raises Problem when it is in none."""
    ended = git.start(folder, "rev-parse", "--show-toplevel", "--absolute-git-dir")
    lines = git.decoded(ended.wrote).split("\n")
    if ended.code or len(lines) < 2:
        raise _nowhere(folder, "it is in no git repository, or its `.git` is gone")
    top, own = Path(lines[0]), Path(lines[1])
    plan = git.start(top, "cat-file", "blob", f"refs/tags/{PLAN}:{PLAN_FILE}")
    if plan.code:
        raise _nowhere(folder, f"its repository has no tag `{PLAN}` with the plan of one")
    workshop = plans.read(plan.wrote, f"{PLAN}:{PLAN_FILE}")
    return Room(top, own, workshop, _state(top, own, workshop))


def _state(top: Path, own: Path, workshop: Workshop) -> State:
    try:
        found = json.loads((own / STATE).read_text("utf-8"))
        sides = tuple(side for side in FRAMEWORKS if side in found["sides"]) or FRAMEWORKS
        hints = {str(key): int(value) for key, value in found["hints"].items()}
        state = State(int(found["step"]), sides, hints)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        state = State()
    return state if 0 <= state.step <= len(workshop.steps) else replace(state, step=0)


def _nowhere(folder: Path, why: str) -> Problem:
    return Problem(
        code="no-workshop",
        what=f"`{folder.name}` is in no workshop",
        why=why,
        fix="go into its folder, or make one: `scaffold workshop new shop-day`",
    )


def ids(top: Path) -> Mapping[str, str]:
    """The id of the commit of each tag."""
    lines = git.decoded(git.run(top, "for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", "refs/tags"))
    return {name: commit for name, _, commit in (line.rpartition(" ") for line in lines.splitlines())}


def resolved(room: Room, tag: str) -> str:
    """The id of the commit of a tag. Raises Problem when it is not there."""
    ended = git.start(room.top, "rev-parse", "--quiet", "--verify", f"refs/tags/{tag}^{{commit}}")
    if ended.code:
        raise Problem(
            code="no-step",
            what=f"the step `{tag}` is not in this repository",
            why="its tag is gone, or was not fetched",
            fix="`git fetch --tags`, or clone the workshop again. Nothing was changed.",
        )
    return git.decoded(ended.wrote).strip()


def at(room: Room, commit: str, path: str) -> bytes | None:
    """What a file is in a commit; None when it is not there."""
    ended = git.start(room.top, "cat-file", "blob", f"{commit}:{path}")
    return None if ended.code else ended.wrote

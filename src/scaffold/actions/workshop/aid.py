"""What helps at a step: hints, differences, the solution, a file as it was, and what was kept."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scaffold.core.names import shown
from scaffold.core.problem import Problem, nearest
from scaffold.core.result import Result, Section
from scaffold.core.workshop import SAVED
from scaffold.outside.merge import git
from scaffold.outside.workshop import repository, saves, worktree
from scaffold.outside.workshop.repository import Room

from . import walk
from .pages import wrapped

ESCAPES = re.compile(r"\x1b\[[0-9;]*[mK]")
PLACE = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)")


def hint() -> Result:
    """The next hint of the step; after the last one, the last one again."""
    room = walk.opened()
    step = walk.step_of(room)
    if not step.hints:
        raise Problem(
            code="no-hint",
            what=f"step {room.state.step} has no hints",
            why="its plan has none",
            fix="`scaffold workshop solution --peek` shows how it can be done",
        )
    seen = min(room.state.hints.get(step.name, 0) + 1, len(step.hints))
    room.with_state(hints={**room.state.hints, step.name: seen})
    is_last = seen == len(step.hints)
    after = "scaffold workshop solution --peek" if is_last else "scaffold workshop hint  # another one"
    return Result(
        command="workshop hint",
        listing=(Section(f"Hint {seen} of {len(step.hints)}", tuple(wrapped(step.hints[seen - 1], width=76))),),
        sections=(Section("Next:", (after,)),),
        data={"step": room.state.step, "hint": seen, "of": len(step.hints), "text": step.hints[seen - 1]},
    )


def difference(*, mine: bool, stat: bool, colour: bool) -> Result:
    """What the step brought, or what somebody has changed since it began."""
    room = walk.opened()
    tag = room.workshop.tag(room.state.step)
    begun = repository.resolved(room, tag)
    if mine:
        text = _mine(room, begun, stat=stat, colour=colour)
        nothing = "Nothing has changed since the step began"
    else:
        before = room.workshop.tag(room.state.step - 1, solved=True) if room.state.step > 1 else ""
        text = _between(room, repository.resolved(room, before) if before else _empty(room), begun, stat, colour)
        nothing = "The step brought nothing"
    return _shown("diff", text, nothing, {"step": room.state.step, "mine": mine})


def _shown(command: str, text: str, nothing: str, data: Mapping[str, object]) -> Result:
    return Result(
        command=f"workshop {command}",
        headline="" if text.strip() else nothing,
        listing=tuple(_files(text)),
        data={**data, "diff": text},
    )


def _files(text: str) -> Iterator[Section]:
    """The difference of each file under its path: where, and the lines that go and come."""
    head, *several = re.split(r"^(?:\x1b\[[0-9;]*m)?diff --git .* b/", f"\n{text}", flags=re.MULTILINE)
    if head.strip():
        yield Section("", tuple(head.strip("\n").split("\n")))
    for one in several:
        name, _, body = one.partition("\n")
        kind = " (new)" if "new file mode" in body else " (gone)" if "deleted file mode" in body else ""
        lines: list[str] = []
        for line in body.rstrip("\n").split("\n"):
            plain = ESCAPES.sub("", line)
            if place := PLACE.match(plain):
                lines.append(f"line {place[1]}")
            elif lines:
                lines.append(line)
        yield Section(f"{ESCAPES.sub('', name)}{kind}", tuple(lines))


def _empty(room: Room) -> str:
    return git.decoded(git.run(room.top, "mktree", stdin=b"")).strip()


def _words(stat: bool, colour: bool) -> list[str]:
    return ["--no-ext-diff", "--no-renames", f"--color={'always' if colour else 'never'}"] + ["--stat=78"] * stat


def _between(room: Room, one: str, other: str, stat: bool, colour: bool) -> str:
    ended = git.run(room.top, "diff", *_words(stat, colour), one, other, "--", *room.state.sides)
    return ended.decode("utf-8", "replace")


def _mine(room: Room, begun: str, *, stat: bool, colour: bool) -> str:
    """Why another index: what is new shows only when it is in one, and that of a person stays as it is."""
    with tempfile.TemporaryDirectory(prefix="scaffold-index-") as temporary:
        own = {"GIT_INDEX_FILE": str(Path(temporary, "index"))}
        git.run(room.top, "read-tree", begun, settings=own)
        git.start(room.top, "add", "--intent-to-add", ".", settings=own)
        words = ("diff", *_words(stat, colour), begun, "--", *room.state.sides)
        return git.run(room.top, *words, settings=own).decode("utf-8", "replace")


def solution(*, peek: bool, colour: bool) -> Result:
    """How the exercise can be done: shown, or put in the place of what is here."""
    room = walk.opened()
    number = room.state.step
    if not peek:
        return _solved(*walk.moved(room, number, solved=True))
    tags = [room.workshop.tag(number, solved=solved) for solved in (False, True)]
    begun, end = (repository.resolved(room, tag) for tag in tags)
    text = _between(room, begun, end, False, colour)
    return _shown("solution", text, "This step has no exercise", {"step": number, "peek": True})


def _solved(room: Room, kept: str) -> Result:
    return Result(
        command="workshop solution",
        headline="\n".join(
            filter(
                None, (f"This is the solution of step {room.state.step}: {walk.step_of(room).title}", walk.told(kept))
            )
        ),
        sections=(Section("Next:", ("scaffold workshop check", "scaffold workshop next")),),
        data={"step": room.state.step, "peek": False, "kept": kept or None},
    )


def reset(file: Path) -> Result:
    """Makes a file as it was when the step began, and keeps what it was. Raises Problem when the step has none."""
    room = walk.opened()
    begun = repository.resolved(room, room.workshop.tag(room.state.step))
    there = worktree.tree_of(room.top, begun)
    path = Path(os.path.relpath(file.absolute(), room.top)).as_posix()
    if path not in there:
        others = {one.rpartition("/")[2]: one for one in there}
        near = others.get(path.rpartition("/")[2]) or nearest(path, list(there)).removeprefix("did you mean ")
        raise Problem(
            code="no-file",
            what=f"step {room.state.step} has no file `{shown(path)}`",
            why="only a file that was there when it began can be as it was then",
            fix=f"did you mean `{near.strip('`?')}`? Nothing was changed."
            if near
            else "`git ls-files` lists those that are there. Nothing was changed.",
        )
    now = worktree.found(room.top)
    mode, digest = there[path]
    one = now.files.get(path)
    if one and (one.mode, one.digest) == (mode, digest):
        headline = f"`{path}` is as it was when step {room.state.step} began"
        return Result("workshop reset", headline, data={"file": path, "kept": None})
    kept = saves.save(room, now)
    worktree.put(room.top, path, mode, next(worktree.contents(room.top, [digest])))
    return Result(
        command="workshop reset",
        headline=f"`{path}` is again as it was when step {room.state.step} began\n{walk.told(kept)}",
        data={"file": path, "kept": kept},
    )


def saved(name: str | None, *, back: bool) -> Result:
    """What was kept, the newest first; or one of them brought back, the newest when none is named."""
    room = walk.opened(started=False)
    found = saves.listed(room)
    if not back:
        return _listed(found)
    if not name and not found:
        raise Problem("nothing-saved", "nothing is kept yet", "nothing had to be", "`scaffold workshop where`")
    branch = found[0].name if not name else name if name.startswith(f"{SAVED}/") else f"{SAVED}/{name}"
    now = worktree.found(room.top)
    if not saves.is_saved(room, branch):
        raise saves.unknown(branch)
    kept = walk.keep(room, now)
    room = room.with_state(step=saves.restore(room, now, branch))
    return Result(
        command="workshop saved",
        headline=f"Brought {branch} back: all is as it was, at step {room.state.step}"
        + (f"\nWhat you had before is kept as {kept}" if kept else ""),
        data={"back": branch, "step": room.state.step, "kept": kept or None},
    )


def _listed(found: Sequence[saves.Saved]) -> Result:
    rows = tuple(f"{one.name}  step {one.step}, {one.files} file{'s' * (one.files != 1)} of yours" for one in found)
    return Result(
        command="workshop saved",
        headline="" if rows else "Nothing is kept yet",
        listing=(Section("", rows),) if rows else (),
        sections=(
            Section(
                "Next:",
                (
                    f"git diff {found[0].name}  # what is otherwise now",
                    f"scaffold workshop saved --back {found[0].name.removeprefix(f'{SAVED}/')}  # all as it was",
                ),
            ),
        )
        if found
        else (),
        data={"saved": [{"branch": one.name, "step": one.step, "files": one.files} for one in found]},
    )

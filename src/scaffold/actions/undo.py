"""Takes back the last change of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scaffold.core import plan
from scaffold.core.names import shown
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside.merge import back, disk, hold, journal, kept
from scaffold.outside.merge.back import Back

from . import migrations, project

UNDO = "undo of "


@dataclass(frozen=True)
class Undone:
    """What is taken back in one project."""

    place: Path
    back: Back

    @property
    def name(self) -> str:
        """The command that is taken back, or that is brought back when it was."""
        return self.back.command.removeprefix(UNDO)

    @property
    def again(self) -> bool:
        """Whether a change comes back that was taken back."""
        return self.back.command.startswith(UNDO)


def undo(folder: Path | None, tell: Callable[[str], None] = hold.quiet) -> Result:
    """Merges the last change backwards: what was written since stays. Done twice, it brings back what was taken back.

    Exit 1: conflicts. Raises Problem when there is nothing to take back, and on another branch.
    """
    places = [place.resolve() for place in _places(folder)]
    warnings = [journal.recover(place) for place in places]
    with hold.all_held(places, "undo", tell) as holds:
        warnings += [journal.tidied(one) for one in holds]
        undone = [Undone(place, found) for place in places if (found := back.way_back(place))]
        if not undone:
            raise _nothing()
        if not any(one.back.change.edits or one.back.change.steps for one in undone):
            raise _gone(undone[0])
        changes = [
            (one.back.change, one.name if one.again else UNDO + one.name) for one in undone if one.back.change.edits
        ]
        notes = journal.apply_all(changes, holds) if changes else ()
    return _result(undone, [text for text in (*warnings, *map(_history, undone), *notes) if text])


def _places(folder: Path | None) -> Sequence[Path]:
    """The project or the pair; what was one, where `new` itself was taken back."""
    try:
        return project.find(folder)
    except Problem:
        place = folder or Path()
        if place.is_dir() and kept.last(place, disk.repository(place)):
            return (place,)
        raise


def _nothing() -> Problem:
    return Problem(
        code="nothing-to-undo",
        what="there is nothing to take back",
        why="no command of scaffold has changed this project since it is here",
        fix="git has what was there before: `git log --stat`",
    )


def _gone(one: Undone) -> Problem:
    return Problem(
        code="undone-elsewhere",
        what=f"`scaffold {shown(one.name)}` is taken back already",
        why="all its files are as they were before it",
        fix="`git stash list` and `git reflog` tell where it is, if git put it aside",
    )


def _result(undone: Sequence[Undone], warnings: Sequence[str]) -> Result:
    conflicts = any(one.back.change.conflicts for one in undone)
    steps = tuple(_next(undone)) if conflicts else ()
    return Result(
        command="undo",
        headline="\n".join(map(_headline, undone)),
        listing=tuple(Section("", plan.lines(one.back.change.steps)) for one in undone if one.back.change.steps),
        warnings=tuple(warnings),
        sections=(Section("Next:", steps),) if steps else (),
        data={"projects": [_data(one) for one in undone], "warnings": list(warnings), "next": list(steps)},
        exit=int(conflicts),
    )


def _data(one: Undone) -> dict[str, Any]:
    return {
        "project": str(one.place),
        "command": one.back.command,
        "files": [edit.path for edit in one.back.change.edits],
        "kept": [step.path for step in one.back.change.steps if step.what == plan.KEPT],
        "conflicts": len(one.back.change.conflicts),
        "steps": [step.data for step in one.back.change.steps],
    }


def _history(one: Undone) -> str:
    """What to say of a migration that goes; nothing of those that go with their project."""
    return "" if one.name.startswith("new ") else migrations.taken_back(one.back.change)


def _headline(one: Undone) -> str:
    count = one.back.restored
    files = f"{count} file{'s' * (count != 1)}"
    more = f", {plan.summary(one.back.change.steps)}" if one.back.change.steps else ""
    if one.again:
        return f"Brought back `scaffold {one.name}` in {one.place.name}: {files}{more}"
    # Why: before `new`, there was none of them.
    now = "gone" if one.name.startswith("new ") else "as before"
    return f"Took back `scaffold {one.name}` in {one.place.name}: {files} {now}{more}"


def _next(undone: Sequence[Undone]) -> Iterator[str]:
    yield "edit the files with conflicts" + ", and `git add` them" * any(one.back.change.inside for one in undone)
    yield "scaffold undo  # brings it back"

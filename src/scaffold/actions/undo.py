"""Takes back the last change of a project."""

from __future__ import annotations

from pathlib import Path

from scaffold.core import plan
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside.merge import journal
from scaffold.outside.merge.change import Change

from . import migrations, project

UNDO = "undo of "


def undo(folder: Path | None) -> Result:
    """Restores what was there before the last change, byte for byte; done twice, it restores what was taken back.

    Raises Problem when there is nothing to take back.
    """
    backs = []
    for place in project.find(folder):
        warning = journal.recover(place)
        if back := journal.way_back(place):
            backs.append((place, warning, *back))
    if not backs:
        raise Problem(
            code="nothing-to-undo",
            what="there is nothing to take back",
            why="no command of scaffold has changed this project since it is here",
            fix="git has what was there before: `git log --stat`",
        )
    journal.apply_all([(undone, _turned(command)) for _, _, undone, command in backs])
    return Result(
        command="undo",
        headline="\n".join(_headline(place, command, len(undone.edits)) for place, _, undone, command in backs),
        listing=tuple(Section("", plan.lines(undone.steps)) for _, _, undone, _ in backs if undone.steps),
        warnings=tuple(
            text for _, warning, undone, command in backs for text in (warning, _history(undone, command)) if text
        ),
        data={
            "projects": [
                {
                    "project": str(place),
                    "command": command,
                    "files": [edit.path for edit in undone.edits],
                    "kept": [step.path for step in undone.steps],
                }
                for place, _, undone, command in backs
            ]
        },
    )


def _history(undone: Change, command: str) -> str:
    """What to say of a migration that goes; nothing of those that go with their project."""
    return "" if command.startswith("new ") else migrations.taken_back(undone)


def _turned(command: str) -> str:
    return command.removeprefix(UNDO) if command.startswith(UNDO) else UNDO + command


def _headline(place: Path, command: str, count: int) -> str:
    files = f"{count} file{'s' * (count != 1)}"
    if command.startswith(UNDO):
        return f"Brought back `scaffold {command.removeprefix(UNDO)}` in {place.name}: {files}"
    # Why: before `new`, there was none of them.
    now = "gone" if command.startswith("new ") else "as before"
    return f"Took back `scaffold {command}` in {place.name}: {files} {now}"

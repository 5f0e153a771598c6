"""The flags that commands on existing projects share."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from scaffold import console

if TYPE_CHECKING:
    from scaffold.actions.change import How
    from scaffold.core.result import Result

Folder = Annotated[
    Path | None,
    typer.Option("--project", "-C", metavar="FOLDER", help="The project, or a pair.  [default: here or above]"),
]
Both = Annotated[
    bool | None, typer.Option("--both/--one", help="Change its twin too, or not.  [default: ask]", show_default=False)
]
Check = Annotated[bool, typer.Option("--check", help="Show the plan only; exit 1 if there is something to do.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show what would change, line by line.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an error came from.")]


def how(*command: str, check: bool, diff: bool, as_json: bool) -> How:
    """What is to be done with the plan, and the command that asks for it."""
    from scaffold.actions.change import How  # noqa: PLC0415

    return How(shlex.join(command), check, diff and not as_json, console.coloured(), tell=console.say)


def twin_too(folder: Path | None, both: bool | None, *, as_json: bool) -> bool | None:
    """Whether the change is for the twin as well: asked, unless that was said, or nobody is there to answer."""
    from scaffold.actions import project  # noqa: PLC0415

    if both is not None or as_json or not console.can_ask():
        return both
    found = project.find(folder)
    other = project.twin(project.read(found[0])) if len(found) == 1 else None
    if not other:
        return None
    from . import ask  # noqa: PLC0415

    return ask.twin_too(os.path.relpath(other))


def show(result: Result, *, as_json: bool) -> NoReturn:
    """Shows the outcome and ends with its code."""
    console.show(result, as_json=as_json)
    raise typer.Exit(result.exit)

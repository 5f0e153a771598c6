"""The flags that commands on existing projects share."""

from __future__ import annotations

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
Check = Annotated[bool, typer.Option("--check", help="Show the plan only; exit 1 if there is something to do.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show what would change, line by line.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an error came from.")]


def how(*command: str, check: bool, diff: bool, as_json: bool) -> How:
    """What is to be done with the plan, and the command that asks for it."""
    from scaffold.actions.change import How  # noqa: PLC0415

    return How(shlex.join(command), check, diff and not as_json, console.coloured())


def show(result: Result, *, as_json: bool) -> NoReturn:
    """Shows the outcome and ends with its code."""
    console.show(result, as_json=as_json)
    raise typer.Exit(result.exit)

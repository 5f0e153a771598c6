"""`scaffold diff`: what a person changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scaffold import console

from .common import Debug, Json, show


def command(
    projects: Annotated[list[Path] | None, typer.Argument(metavar="PROJECT", show_default=False)] = None,
    stat: Annotated[
        bool, typer.Option("--stat", help="Show how much; of several projects, which files most of them change.")
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 if there is a difference.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show what you changed since a project was made or updated. As a patch."""
    from scaffold.actions import diff  # noqa: PLC0415

    with console.progress(quiet=as_json) as tell:
        tell("Working out what differs")
        compared = diff.compare(tuple(projects or ()))
    look = diff.Look(stat, exit_code, not as_json, console.coloured())
    show(diff.told(compared, look), as_json=as_json)

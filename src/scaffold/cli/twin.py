"""`scaffold twin`: the same project for the other framework."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scaffold import console

from .common import Debug, Folder, Json, show


def command(
    directory: Annotated[
        Path, typer.Argument(metavar="DIRECTORY", help="The folder to create, such as ../shop-express.")
    ],
    folder: Folder = None,
    git: Annotated[
        bool | None,
        typer.Option("--git/--no-git", help="Make a repository and a first commit.  [default: unless inside one]"),
    ] = None,
    install: Annotated[bool, typer.Option("--install/--no-install", help="Install the dependencies.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Make the other framework's project. Both are then kept in step."""
    from scaffold.actions import new, twin  # noqa: PLC0415

    with console.progress(quiet=as_json) as tell:
        result = twin.twin(folder, directory, new.Afterwards(git=git, install=install), tell)
    show(result, as_json=as_json)

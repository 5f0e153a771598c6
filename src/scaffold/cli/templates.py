"""`scaffold templates`: the versions that there are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .common import Debug, Json, show
from .help import Command

app = typer.Typer(help="List the template versions, or export them.", no_args_is_help=True)


@app.command("list", cls=Command, epilog="scaffold templates list\nscaffold docs own-templates")
def list_(as_json: Json = False, debug: Debug = False) -> None:
    """List the versions of the templates."""
    from scaffold.actions import versions  # noqa: PLC0415

    show(versions.listed(), as_json=as_json)


@app.command(cls=Command, epilog="scaffold templates export history\nscaffold docs own-templates")
def export(
    directory: Annotated[Path, typer.Argument(metavar="DIRECTORY", help="The folder to create.")],
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Write all released templates as a git repository with tags, for plain Copier."""
    from scaffold.actions import versions  # noqa: PLC0415

    show(versions.export(directory), as_json=as_json)

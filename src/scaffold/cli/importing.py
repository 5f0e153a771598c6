"""`scaffold import`: resource lines from a schema that is there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import complete
from .common import Debug, Json, show

DIALECTS = ("postgresql", "mysql", "sqlite")


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="SQL, or an OpenAPI document; - reads standard input.")],
    dialect: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(DIALECTS),
            help="What SQL it is.  [default: by its words]",
            autocompletion=complete.several(DIALECTS),
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Print the resource lines of a schema that is there."""
    from scaffold.actions import importing  # noqa: PLC0415

    show(importing.read(file, dialect), as_json=as_json)

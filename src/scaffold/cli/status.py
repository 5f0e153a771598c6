"""`scaffold status`: how a project stands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .common import Debug, Folder, Json, show


def command(
    projects: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PAIR", help="A pair, or projects.  [default: here or above]", show_default=False),
    ] = None,
    folder: Folder = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show how a project stands. Its templates, answers, edited files, conflicts."""
    from scaffold.actions import status  # noqa: PLC0415

    show(status.status([*(projects or ()), *([folder] if folder else ())]), as_json=as_json)

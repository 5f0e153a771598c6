"""`scaffold check`: do the two still match?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .common import Debug, Json, show


def command(
    projects: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PROJECT", help="A pair, a project with a twin, or both.", show_default=False),
    ] = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Tell whether a project and its twin match. Exit 1 if not."""
    from scaffold.actions import drift  # noqa: PLC0415

    show(drift.check(tuple(projects or ())), as_json=as_json)

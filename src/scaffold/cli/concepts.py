"""`scaffold concepts`: what both sides do, and how each does it."""

from __future__ import annotations

from typing import Annotated

import typer

from . import complete
from .common import Debug, Json, show


def command(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A concept, to be explained.", autocompletion=complete.concepts)
    ] = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """List the concepts of a comparison, or explain one."""
    from scaffold.actions import catalogue, concepts  # noqa: PLC0415

    known = catalogue.newest()
    show(concepts.explained(known, name) if name is not None else concepts.listed(known), as_json=as_json)

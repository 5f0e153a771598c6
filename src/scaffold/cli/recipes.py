"""`scaffold recipes`: what a project can start with."""

from __future__ import annotations

from typing import Annotated

import typer

from scaffold import console


def command(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
) -> None:
    """List the recipes that a project can start with."""
    from scaffold.actions import catalogue, recipes  # noqa: PLC0415

    console.show(recipes.recipes(catalogue.newest()), as_json=as_json)

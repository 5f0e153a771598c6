"""`scaffold options`: what can be chosen."""

from __future__ import annotations

from typing import Annotated

import typer

from scaffold import console


def command(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
) -> None:
    """List what can be chosen for a project."""
    from scaffold.actions import catalogue, options  # noqa: PLC0415

    console.show(options.options(catalogue.newest()), as_json=as_json)

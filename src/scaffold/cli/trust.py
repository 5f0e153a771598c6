"""`scaffold trust`: templates of other people."""

from __future__ import annotations

from typing import Annotated

import typer

from .common import Debug, Json, show


def command(
    source: Annotated[str, typer.Argument(metavar="URL|FOLDER", help="As it stands in a project's answers.")],
    remove: Annotated[bool, typer.Option("--remove", help="Trust it no longer.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Allow templates that are not scaffold's. Projects from them can then be changed."""
    from scaffold.actions import trust  # noqa: PLC0415

    show(trust.trust(source, wanted=not remove), as_json=as_json)

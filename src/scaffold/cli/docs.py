"""`scaffold docs`: what there is to read, without a network."""

from __future__ import annotations

from typing import Annotated

import typer

from scaffold import console

from . import complete
from .common import Debug, show


def command(
    page: Annotated[
        str | None, typer.Argument(metavar="PAGE", help="A page of them.", autocompletion=complete.pages)
    ] = None,
    debug: Debug = False,
) -> None:
    """Read the documentation here, or list its pages."""
    from scaffold.actions import docs  # noqa: PLC0415

    if page is None:
        show(docs.listed(), as_json=False)
    console.page(docs.text(page))

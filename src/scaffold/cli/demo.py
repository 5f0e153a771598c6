"""`scaffold demo`: from nothing to both apps beside the page that asks them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from scaffold import console
from scaffold.core.problem import interrupted

from . import complete, serve
from .common import Debug, show


def command(
    recipe: Annotated[
        str, typer.Argument(metavar="RECIPE", help="See `scaffold recipes`.", autocompletion=complete.recipes)
    ] = "shop",
    folder: Annotated[
        Path | None,
        typer.Option(metavar="NAME", help="Where the pair is kept.  [default: demo-RECIPE]", show_default=False),
    ] = None,
    alone: Annotated[
        bool, typer.Option("--framework-alone/--no-framework-alone", help="Ask both frameworks alone, too.")
    ] = True,
    browser: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="Open it in the browser.  [default: on a terminal]", show_default=False),
    ] = None,
    is_for_all: serve.Room = False,
    room_at: serve.RoomAt = None,
    debug: Debug = False,
) -> None:
    """Make a pair, start it, and open the page that asks both."""
    from scaffold.actions import catalogue, demo  # noqa: PLC0415

    place, begun = folder or demo.folder_of(recipe), time.monotonic()
    try:
        with console.moving() as tell:
            is_new = demo.prepare(catalogue.newest(), recipe, place, tell)
    except KeyboardInterrupt:
        raise interrupted("left") from None
    if is_new:
        console.say(f"Made {place}, which stays there, in {time.monotonic() - begun:.0f} s")
    else:
        console.say(f"{place} is there already")
    show(serve.run((place,), browser, alone=alone, at=serve.room(room_at, is_for_all)), as_json=False)

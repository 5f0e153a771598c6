"""`scaffold start`: a project, or both of a pair, as in development."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scaffold import console

from .common import Debug, show

if TYPE_CHECKING:
    from scaffold.outside.live.development import Side


def command(
    projects: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PROJECT", help="A pair, or a project.  [default: here or above]", show_default=False),
    ] = None,
    debug: Debug = False,
) -> None:
    """Start both of a pair, or one project. Ctrl-C ends them."""
    from scaffold.actions import start  # noqa: PLC0415

    show(start.start(tuple(projects or ()), console.hear, _told), as_json=False)


def _told(sides: Sequence[Side]) -> None:
    for one in sides:
        console.say(f"{one.framework:<7}  {one.url}", console.SIDES[one.framework])
    console.say("Ctrl-C ends it." if len(sides) == 1 else "Ctrl-C ends both.")

"""`scaffold check`: do the two still match?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scaffold import console

from .common import Debug, Json, show


def command(
    projects: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PROJECT", help="A pair, a project with a twin, or both.", show_default=False),
    ] = None,
    recorded: Annotated[
        bool, typer.Option("--recorded", help="Ask both again what `scaffold serve` recorded.")
    ] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Tell whether a project and its twin match. Exit 1 if not."""
    if recorded:
        from scaffold.actions import replay  # noqa: PLC0415

        with console.progress(quiet=as_json) as tell:
            result = replay.replay(tuple(projects or ()), tell)
        show(result, as_json=as_json)
    from scaffold.actions import drift  # noqa: PLC0415

    show(drift.check(tuple(projects or ())), as_json=as_json)

"""`scaffold set`: other answers."""

from __future__ import annotations

from typing import Annotated

import typer

from scaffold import console

from . import complete
from .common import Both, Check, Debug, Diff, Folder, Json, how, show, twin_too


def command(
    pairs: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUE",
            help="An answer, or FEATURE=on|off; see `scaffold options`.",
            autocompletion=complete.pairs,
        ),
    ],
    folder: Folder = None,
    both: Both = None,
    check: Check = False,
    diff: Diff = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Change answers: the database, a feature."""
    from scaffold.actions import set as action  # noqa: PLC0415

    both = twin_too(folder, both, as_json=as_json)
    with console.progress(quiet=as_json) as tell:
        tell("Working out what changes")
        result = action.set_(folder, both, pairs, how("set", *pairs, check=check, diff=diff, as_json=as_json))
    show(result, as_json=as_json)

"""`scaffold doctor`: is everything there?"""

from __future__ import annotations

from typing import Annotated

import typer

from .common import Debug, Folder, Json, show


def command(
    folder: Folder = None,
    workshop: Annotated[
        bool, typer.Option("--workshop", help="Is this laptop ready for a workshop? Ends in a code to send back.")
    ] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Tell what is missing on this machine. Exit 1 if something is to be done."""
    from scaffold.actions import doctor  # noqa: PLC0415

    if workshop:
        from scaffold.actions.workshop import laptop  # noqa: PLC0415

        show(laptop.look(), as_json=as_json)
    else:
        show(doctor.doctor(folder), as_json=as_json)

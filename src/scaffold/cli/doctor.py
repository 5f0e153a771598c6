"""`scaffold doctor`: is everything there?"""

from __future__ import annotations

from .common import Debug, Folder, Json, show


def command(folder: Folder = None, as_json: Json = False, debug: Debug = False) -> None:
    """Tell what is missing on this machine. Exit 1 if something is to be done."""
    from scaffold.actions import doctor  # noqa: PLC0415

    show(doctor.doctor(folder), as_json=as_json)

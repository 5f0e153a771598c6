"""`scaffold status`: how a project stands."""

from __future__ import annotations

from .common import Debug, Folder, Json, show


def command(folder: Folder = None, as_json: Json = False, debug: Debug = False) -> None:
    """Show how a project stands. Its templates, answers, edited files, conflicts."""
    from scaffold.actions import status  # noqa: PLC0415

    show(status.status(folder), as_json=as_json)

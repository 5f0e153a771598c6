"""`scaffold adopt`: a project that plain Copier made."""

from __future__ import annotations

from .common import Debug, Folder, Json, show


def command(folder: Folder = None, as_json: Json = False, debug: Debug = False) -> None:
    """Take over a project made by plain Copier. It was made from the exported templates."""
    from scaffold.actions import adopt  # noqa: PLC0415

    show(adopt.adopt(folder), as_json=as_json)

"""`scaffold undo`: the state before the last change."""

from __future__ import annotations

from scaffold import console

from .common import Debug, Folder, Json, show


def command(folder: Folder = None, as_json: Json = False, debug: Debug = False) -> None:
    """Take back the last change. Done twice, it brings the change back."""
    from scaffold.actions import undo  # noqa: PLC0415

    show(undo.undo(folder, console.say), as_json=as_json)

"""`scaffold serve`: both sides of a pair as in development, and a page that asks them the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scaffold import console

from .common import Debug, show

if TYPE_CHECKING:
    from scaffold.core.result import Result
    from scaffold.outside.live.development import Side


Room = Annotated[bool, typer.Option("--room", help="Let people in the room predict with their phones.")]
RoomAt = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="At this address of the machine.  [default: its own]", show_default=False),
]


def command(
    projects: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PAIR", help="A pair, or both projects.  [default: here or above]", show_default=False),
    ] = None,
    browser: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="Open it in the browser.  [default: on a terminal]", show_default=False),
    ] = None,
    alone: Annotated[
        bool, typer.Option("--framework-alone/--no-framework-alone", help="Ask both frameworks alone, too.")
    ] = False,
    is_for_all: Room = False,
    room_at: RoomAt = None,
    debug: Debug = False,
) -> None:
    """Start both of a pair, and predict on a page what they answer."""
    folders = tuple(projects or ())
    found = run(folders, browser, alone=alone, at=room(room_at, is_for_all))
    show(_tidied(found, folders) if console.can_ask() else found, as_json=False)


def room(address: str | None, is_for_all: bool) -> str | None:
    """Where the room is: at an address, at the one that this machine has (empty), or nowhere (None)."""
    return address or ("" if is_for_all else None)


def run(folders: Sequence[Path], browser: bool | None, *, alone: bool, at: str | None) -> Result:
    """Serves a pair until Ctrl-C, and says where its page is."""
    from scaffold.actions.serve import serve  # noqa: PLC0415

    def tell(url: str, phones: str, sides: Sequence[Side], notes: Sequence[str]) -> None:
        for note in notes:
            console.say(note)
        for one in sides:
            console.say(f"{one.framework:<7}  {one.url}", console.SIDES[one.framework])
        console.say(f"{'page':<7}  {url}", console.BOLD)
        if phones:
            console.say(f"{'room':<7}  {phones}  for everybody in this network; the page has its QR code", console.BOLD)
        if _has_display() and (console.is_watched() if browser is None else browser):
            _open(url)
        console.say("Ctrl-C ends all.")

    return serve.serve(folders, tell, alone=alone, at=at)


def _tidied(found: Result, folders: Sequence[Path]) -> Result:
    """The same; a mistake that is still planted is taken back, if the person says so."""
    from scaffold.actions import mistakes  # noqa: PLC0415

    from . import ask  # noqa: PLC0415

    if found.data["planted"] and all(ask.take_back(*one) for one in found.data["planted"]):
        return mistakes.back(mistakes.sides(folders))
    return found


def _has_display() -> bool:
    """Whether a browser could be seen. Why asked: without one, a browser in text may take the terminal."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _open(url: str) -> None:
    import webbrowser  # noqa: PLC0415

    if not webbrowser.open(url):
        console.say("No browser was found: open the page in one")

"""The page that phones show in a room: what is asked, and what somebody says to it."""

from __future__ import annotations

import json
from pathlib import Path

from scaffold.pages import cockpit, compare

HERE = Path(__file__).parent
# Why read: the page on the screen, the page of a phone and what is taken from one have the same.
LIST = cockpit.HERE / "statuses.js"
STATUSES: tuple[int, ...] = tuple(json.loads(LIST.read_text("utf-8").partition(" = ")[2].rstrip(";\n")))
FILES = {
    "/": (HERE / "page.html", cockpit.HTML),
    "/base.css": (compare.HERE / "style/base.css", cockpit.CSS),
    "/room.css": (HERE / "room.css", cockpit.CSS),
    "/room.js": (HERE / "room.js", cockpit.JS),
    "/statuses.js": (LIST, cockpit.JS),
    "/icon.svg": (cockpit.HERE / "icon.svg", cockpit.SVG),
}
HEADERS = cockpit.HEADERS


def file(path: str) -> tuple[str, bytes] | None:
    """The type and the bytes of a file of the page; None when it has no such file."""
    if path not in FILES:
        return None
    place, kind = FILES[path]
    return kind, place.read_bytes()

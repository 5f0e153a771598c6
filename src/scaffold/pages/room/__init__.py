"""The page that phones show in a room: what is asked, and what somebody says to it."""

from __future__ import annotations

from pathlib import Path

from scaffold.pages import cockpit, compare

HERE = Path(__file__).parent
# The same ones as on the page on the screen.
STATUSES = (200, 201, 204, 400, 404, 405, 409, 415, 422, 500)
FILES = {
    "/": (HERE / "page.html", cockpit.HTML),
    "/base.css": (compare.HERE / "style/base.css", cockpit.CSS),
    "/room.css": (HERE / "room.css", cockpit.CSS),
    "/room.js": (HERE / "room.js", cockpit.JS),
    "/icon.svg": (cockpit.HERE / "icon.svg", cockpit.SVG),
}
HEADERS = cockpit.HEADERS


def file(path: str) -> tuple[str, bytes] | None:
    """The type and the bytes of a file of the page; None when it has no such file."""
    if path not in FILES:
        return None
    place, kind = FILES[path]
    return kind, place.read_bytes()

"""Asks Flask alone, Express alone and both projects of `scaffold`, and draws the pictures of the README:
`uv run python tests/parity/picture.py`.
"""

import html
import json
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

sys.path.insert(0, str(Path(__file__).parents[1]))

from parity.answers import meaning, value
from parity.exchange import Answer, Request, delete, get, post, raw
from parity.machine import ROOT, link
from parity.processes import App, start, wait_until
from parity.projects import installed, pair

from scaffold.outside.live.apps import free_port

PICTURES = ROOT / "docs" / "pictures"
ALONE = {
    "flask": ("alone.py", (".venv/bin/flask", "--app", "alone", "run")),
    "express": ("alone.mjs", ("node", "alone.mjs")),
}
NOTES = "/api/notes"
# Why the refused ones last: what one app has stored and another refused would give the next notes other ids.
REQUESTS = {
    "Create a note": post(NOTES, {"title": "Oolong"}),
    "A number as title": post(NOTES, {"title": 7}),
    "No title at all": post(NOTES, {}),
    "JSON sent as text": raw("POST", NOTES, b'{"title": "Oolong"}', "text/plain"),
    "A body of 120 kB": post(NOTES, {"title": "x" * 120_000}),
    "A note nobody has": get(f"{NOTES}/99"),
    "A word as its id": get(f"{NOTES}/first"),
    "A wrong method": delete(NOTES),
}


@dataclass(frozen=True)
class Colours:
    """What is drawn in which colour: the ground, lines, the ground of the last column, and words."""

    card: str
    line: str
    good: str
    ink: str
    quiet: str
    flask: str
    express: str
    alike: str
    unlike: str


THEMES = {
    "light": Colours("#ffffff", "#e6e5e0", "#e4f5ec", "#17181c", "#5d626d", "#1f5fc4", "#b04a05", "#167042", "#a8290f"),
    "dark": Colours("#15181d", "#2a2f37", "#12301f", "#eceef1", "#a0a6b1", "#7fb0ff", "#ffab66", "#5fd39a", "#ff8f73"),
}


@dataclass(frozen=True)
class Row:
    """What was said to a request: by each framework alone, and by both projects as one."""

    request: Request
    flask: Answer
    express: Answer
    both: Answer

    @property
    def alike(self) -> bool:
        return said(self.flask) == said(self.express)


def rows() -> dict[str, Row]:
    """All four apps are asked the same, in the same order. Raises AssertionError where the two projects differ."""
    with alone("flask") as flask, alone("express") as express, pair("starter") as apps:
        found = {}
        for name, request in REQUESTS.items():
            one, other = apps.ask(request)
            assert meaning(request, one) == meaning(request, other), f"{name}: the two projects differ: {one} {other}"
            found[name] = Row(request, flask.ask(request), express.ask(request), one)
        return found


@contextmanager
def alone(framework: str) -> Iterator[App]:
    """The app of docs/pictures, as its framework's guide starts it."""
    name, command = ALONE[framework]
    folder, port = Path(mkdtemp(prefix="scaffold-alone-")), str(free_port())
    (folder / name).write_text((PICTURES / name).read_text())
    link(framework, folder, installed(framework))
    with ExitStack() as stack:
        app = start(framework, command, folder, {"PORT": port, "FLASK_RUN_PORT": port})
        stack.callback(app.kill)
        assert wait_until(lambda: app.status(NOTES) == 200, 90), app.tail()
        yield app


def said(answer: Answer) -> tuple[int, object]:
    """The status, and the body: as a value when it is JSON, else its words."""
    return answer.status, value(json.loads(answer.body)) if _is_json(answer) else words(answer)


def words(answer: Answer) -> str:
    """The body as one reads it in a browser: without tags, and without the title that the page repeats."""
    text = answer.body.decode()
    if not _is_json(answer):
        text = re.sub(r"<title>.*?</title>|<[^>]+>", " ", text, flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def _is_json(answer: Answer) -> bool:
    return bool(answer.body) and "json" in answer.headers.get("content-type", "")


def draw(found: dict[str, Row], colours: Colours, *, narrow: bool) -> str:
    """The table as SVG: text as text in the fonts of who looks, and nothing that is loaded from elsewhere."""
    width, head, high = (390, 44, 50) if narrow else (880, 46, 42)
    height = head + high * len(found)
    both = 312 if narrow else 760
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img">',
        f"<title>{html.escape(summary(found))}</title>",
        f"<style>{_style(colours)}</style>",
        f'<rect class="card" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="12"/>',
        f'<path class="both" d="M{both} 1H{width - 13}a12 12 0 0 1 12 12V{height - 13}a12 12 0 0 1-12 12H{both}Z"/>',
    ]
    draw_row = _narrow if narrow else _wide
    lines += _heads(narrow)
    for number, (name, row) in enumerate(found.items()):
        top = head + high * number
        lines += [f'<path class="line" d="M1 {top}.5H{width - 1}"/>', *draw_row(top, name, row)]
    return "\n".join([*lines, "</svg>", ""])


def _heads(narrow: bool) -> list[str]:
    if narrow:
        return [
            _text(14, 28, "h", "Request"),
            _text(186, 28, "h f", "Flask"),
            _text(250, 28, "h e", "Express"),
            _text(326, 28, "h o", "scaffold"),
        ]
    return [
        _text(18, 29, "h", "The same request"),
        _text(250, 29, "h f", "Flask alone"),
        _text(518, 29, "h e", "Express alone"),
        _text(776, 29, "h o", "with scaffold"),
    ]


def _wide(top: int, name: str, row: Row) -> Iterator[str]:
    y, tone = top + 26, "" if row.alike else " n"
    yield _text(18, y, "m q", row.request.method)
    yield _text(74, y, "b", name)
    for x, answer in ((250, row.flask), (518, row.express)):
        yield _text(x, y, f"s{tone}", str(answer.status))
        yield _text(x + 38, y, "m q", _short(words(answer) or "an empty body", 26))
    yield _text(490, y, f"s{tone or ' q'}", "=" if row.alike else "≠")
    yield _text(776, y, "s o", str(row.both.status))
    yield _text(814, y, "h o", "both")


def _narrow(top: int, name: str, row: Row) -> Iterator[str]:
    y, tone = top + 31, "" if row.alike else " n"
    yield _text(14, top + 19, "m q", row.request.method)
    yield _text(14, top + 37, "t", name)
    yield _text(186, y, f"s{tone}", str(row.flask.status))
    yield _text(225, y, f"s{tone or ' q'}", "=" if row.alike else "≠")
    yield _text(250, y, f"s{tone}", str(row.express.status))
    yield _text(326, y, "s o", str(row.both.status))


def _text(x: int, y: int, style: str, text: str) -> str:
    return f'<text x="{x}" y="{y}" class="{style}">{html.escape(text)}</text>'


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _style(colours: Colours) -> str:
    sans = "font-family:system-ui,-apple-system,'Segoe UI',sans-serif"
    mono = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-variant-ligatures:none"
    tones = {"q": colours.quiet, "f": colours.flask, "e": colours.express, "o": colours.alike, "n": colours.unlike}
    return "".join(
        (
            f".card{{fill:{colours.card};stroke:{colours.line}}}.line{{stroke:{colours.line}}}.both{{fill:{colours.good}}}",
            f"text{{fill:{colours.ink};{sans}}}.b,.t{{font-size:14.5px;font-weight:550}}.t{{font-size:13px}}",
            f".h{{font-size:13px;font-weight:600}}.m,.s{{{mono}}}.m{{font-size:12px}}.s{{font-size:15px;font-weight:650}}",
            *(f".{name}{{fill:{colour}}}" for name, colour in tones.items()),
        )
    )


def summary(found: dict[str, Row]) -> str:
    """What the picture says, in a sentence."""
    unlike = sum(not row.alike for row in found.values())
    return (
        f"Of {len(found)} requests, Flask alone and Express alone answer {unlike} differently; "
        "the two projects of scaffold answer all alike."
    )


def pictures(found: dict[str, Row]) -> dict[str, str]:
    """Each picture by the name of its file."""
    return {
        f"{theme}{'-narrow' * narrow}.svg": draw(found, colours, narrow=narrow)
        for theme, colours in THEMES.items()
        for narrow in (False, True)
    }


if __name__ == "__main__":
    for file, drawn in pictures(rows()).items():
        (PICTURES / file).write_text(drawn)

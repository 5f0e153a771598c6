"""Asks Flask alone, Express alone and both projects of `scaffold`, and draws the pictures of the README:
`uv run python tests/parity/picture.py`.
"""

import html
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from parity.machine import FRAMEWORKS, ROOT, node
from parity.projects import project

from scaffold.actions.compare import alone, live, runs
from scaffold.core.comparison import Alone, Asked, Both
from scaffold.core.excerpts import excerpts

PICTURES = ROOT / "docs" / "pictures"
# What is drawn of all that is asked.
TITLES = (
    "A good body",
    "A number as `title`",
    "No `title` at all",
    "JSON sent as text",
    "A body of 120 kB",
    "An id with a point",
    "No such row",
    "A wrong method",
)


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


@cache
def asked() -> Alone:
    """What all four apps of a starter answer. Raises AssertionError where they were not asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{node()}{os.pathsep}{os.environ['PATH']}")
        projects = Both(*(project(framework, "starter") for framework in FRAMEWORKS))
        with runs.begun(projects, lambda _: None) as pair, pair.served() as running:
            found = alone.asked(pair.programs, live.filled(projects, running.ask), running.ask, pair.place)
    assert found
    return found


def rows() -> dict[str, Asked]:
    """The rows that are drawn, by their titles. Raises AssertionError where the two projects differ."""
    found = {row.title: row for row in asked().rows}
    for title in TITLES:
        assert found[title].kind != "left", f"{title}: the two projects differ"
    return {title.replace("`", ""): found[title] for title in TITLES}


def draw(found: dict[str, Asked], colours: Colours, *, narrow: bool) -> str:
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


def _wide(top: int, name: str, row: Asked) -> Iterator[str]:
    y, tone = top + 26, "" if row.kind == "alike" else " n"
    yield _text(18, y, "m q", row.alone.request.method)
    yield _text(74, y, "b", name)
    answers, said = row.alone.answers, excerpts(row.alone, 26)
    for x, answer, words in ((250, answers.flask, said[0]), (518, answers.express, said[1])):
        yield _text(x, y, f"s{tone}", str(answer.status))
        yield _text(x + 38, y, "m q", words)
    yield _text(490, y, f"s{tone or ' q'}", "≠" if tone else "=")
    yield _text(776, y, "s o", str(row.projects.answers.flask.status))
    yield _text(814, y, "h o", "both")


def _narrow(top: int, name: str, row: Asked) -> Iterator[str]:
    y, tone = top + 31, "" if row.kind == "alike" else " n"
    yield _text(14, top + 19, "m q", row.alone.request.method)
    yield _text(14, top + 37, "t", name)
    yield _text(186, y, f"s{tone}", str(row.alone.answers.flask.status))
    yield _text(225, y, f"s{tone or ' q'}", "≠" if tone else "=")
    yield _text(250, y, f"s{tone}", str(row.alone.answers.express.status))
    yield _text(326, y, "s o", str(row.projects.answers.flask.status))


def _text(x: int, y: int, style: str, text: str) -> str:
    return f'<text x="{x}" y="{y}" class="{style}">{html.escape(text)}</text>'


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


def summary(found: dict[str, Asked]) -> str:
    """What the picture says, in a sentence."""
    unlike = sum(row.kind == "made" for row in found.values())
    return (
        f"Of {len(found)} requests, Flask alone and Express alone answer {unlike} differently; "
        "the two projects of scaffold answer all alike."
    )


def code(found: Alone) -> dict[str, str]:
    """The two apps that stand alone, by the names of their files."""
    return {piece.file: "\n".join([*piece.lines, ""]) for piece in (found.code.flask, found.code.express)}


def pictures(found: dict[str, Asked]) -> dict[str, str]:
    """Each picture by the name of its file."""
    return {
        f"{theme}{'-narrow' * narrow}.svg": draw(found, colours, narrow=narrow)
        for theme, colours in THEMES.items()
        for narrow in (False, True)
    }


if __name__ == "__main__":
    for file, text in {**pictures(rows()), **code(asked())}.items():
        (PICTURES / file).write_text(text)

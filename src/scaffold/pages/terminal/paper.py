"""What the tables are drawn on: text of a width, with the 16 colours of every terminal or with none."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

WIDE = 100
NARROWEST = 40
END = re.compile(r"(?:\x1b\[[0-9;]*m| )+$")


def drawn(parts: Iterable[RenderableType], width: int, colour: bool) -> str:
    """The parts below each other, without blanks at the ends of lines, and with one line end at the end."""
    target = io.StringIO()
    console = Console(
        file=target,
        width=max(width, NARROWEST),
        # Why: without a height Rich ignores the width where TERM is `dumb`.
        height=100,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    for part in parts:
        console.print(part)
    lines = (END.sub(lambda end: end[0].replace(" ", ""), line) for line in target.getvalue().split("\n"))
    return "\n".join(lines).rstrip("\n") + "\n"


def shown(text: str) -> str:
    """Text as it can be shown: tabs are four columns wide, and what a terminal would obey is written out."""
    return "".join(map(_shown, text.replace("\t", "    ")))


def _shown(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape").decode()


def prose(text: str) -> Text:
    """A sentence in which backticks mark code; they stay, so that colour says nothing alone."""
    return Text.assemble(*((part, "bold" * (n % 2)) for n, part in enumerate(re.split(r"(`[^`]*`)", shown(text)))))


def beside(left: RenderableType, right: RenderableType, width: int) -> RenderableType:
    """Two things in two columns of the same width, or one above the other where there is no room for both."""
    if width < WIDE:
        below = Table.grid(expand=True)
        below.add_row(left)
        below.add_row("")
        below.add_row(right)
        return below
    both = Table(
        box=box.MINIMAL,
        show_edge=False,
        show_header=False,
        expand=True,
        border_style="dim",
        padding=(0, 1),
        pad_edge=False,
    )
    both.add_column(ratio=1)
    both.add_column(ratio=1)
    both.add_row(left, right)
    return both

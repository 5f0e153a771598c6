"""The code of one side: highlighted lines with their numbers, and the numbers of the points beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pygments import token
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.style import Style
from rich.syntax import ANSISyntaxTheme, Syntax
from rich.table import Table
from rich.text import Text

from ...core.comparison import Piece, Region
from .paper import prose, shown

LONGEST = 1000
HANGING = 4
# Why these: each can be read on white and on black; yellow, blue and the greys cannot.
THEME = ANSISyntaxTheme(
    {
        token.Comment: Style(dim=True, italic=True),
        token.Keyword: Style(color="magenta"),
        token.Keyword.Constant: Style(color="cyan"),
        token.Keyword.Type: Style(color="cyan"),
        token.Operator.Word: Style(color="magenta"),
        token.Name.Builtin: Style(color="cyan"),
        token.Name.Class: Style(bold=True),
        token.Name.Function: Style(bold=True),
        token.Name.Decorator: Style(bold=True),
        token.Name.Tag: Style(color="magenta"),
        token.Name.Attribute: Style(color="cyan"),
        token.Number: Style(color="cyan"),
        token.String: Style(color="green"),
    }
)


def side(framework: str, region: Region | None, why: str) -> RenderableType:
    """One side of a concept: for each piece its file and lines, then the code; `why` tells why there is none."""
    title = Text(framework, "bold")
    if region is None:
        return Group(title, prose(why or "no code on this side"))
    told = [] if region.state == "same" else [f"{region.state}{_from(region)}"]
    pieces = region.original if region.state == "gone" else region.pieces
    if region.state == "gone":
        told.append("as it was made:")
    elif not any(piece.lines for piece in pieces):
        told.append("no lines")
    return Group(title + Text("  " * bool(told) + "; ".join(told)), *_pieces(tuple(one for one in pieces if one.lines)))


def _from(region: Region) -> str:
    places = [_place(piece) for piece in region.original]
    return f" from {', '.join(places)}" if region.state == "moved" and places else ""


def _pieces(pieces: tuple[Piece, ...]) -> Iterator[RenderableType]:
    digits = max((len(str(_last(piece))) for piece in pieces), default=0)
    marked = any(piece.marks for piece in pieces)
    for piece in pieces:
        yield Text.assemble((_place(piece), "underline"))
        yield _lines(piece, digits, marked)


def _place(piece: Piece) -> str:
    return f"{shown(piece.file)}:{piece.start}" + (f"-{_last(piece)}" if _last(piece) > piece.start else "")


def _last(piece: Piece) -> int:
    return piece.start + len(piece.lines) - 1


def _lines(piece: Piece, digits: int, marked: bool) -> Table:
    """One row per line; the column of the points is there where the side has any."""
    table = Table.grid(expand=True, padding=(0, 1, 0, 0))
    if marked:
        table.add_column(width=3)
    table.add_column(justify="right", style="dim", width=digits)
    table.add_column(ratio=1)
    for number, line in enumerate(_highlighted(piece), piece.start):
        mark = piece.marks.get(number)
        point = [Text(f"({mark})" if mark else "", "bold red")] if marked else []
        table.add_row(*point, str(number), _Hanging(line))
    return table


def _highlighted(piece: Piece) -> list[Text]:
    code = "\n".join(_cut(shown(line)) for line in piece.lines)
    painter = Syntax(code, Syntax.guess_lexer(piece.file), theme=THEME)
    return list(painter.highlight(code).split("\n", allow_blank=True))[: len(piece.lines)]


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} … ({len(line)} characters)"


class _Hanging:
    """A line of code that goes on below its own indent where it is too long."""

    def __init__(self, line: Text) -> None:
        self.line = line

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width, line = options.max_width, self.line.copy()
        line.no_wrap = False
        if cell_len(line.plain) <= width:
            yield line
            return
        own = len(line.plain) - len(line.plain.lstrip(" "))
        indent = min(own, width // 2)
        hanging = min(indent + HANGING, width // 2)
        room = width - hanging
        rest = line[own:].divide(list(_ends(line.plain[own:], room)))
        for number, part in enumerate(one for piece in rest for one in piece.wrap(console, room, overflow="fold")):
            part.pad_left(hanging if number else indent)
            yield part


def _ends(line: str, room: int) -> Iterator[int]:
    """Where a line ends that goes on below: after a word; in one that has no room, after its punctuation."""
    at = used = 0
    for word in re.findall(r"\S+\s*", line):
        parts = [word] if cell_len(word.rstrip()) <= room else re.findall(r"\w+\W*|\W+", word)
        for part in parts:
            if used and used + cell_len(part.rstrip()) > room:
                yield at
                used = 0
            # Why the rest: what has no room even alone is cut wherever its line ends.
            at, used = at + len(part), (used + cell_len(part)) % room

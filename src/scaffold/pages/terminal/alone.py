"""What both frameworks answer alone, and both projects, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ...core.comparison import Alone, Asked, Comparison, Piece
from ...core.excerpts import excerpts
from .paper import WIDE, beside, drawn, prose, shown

# Characters of an answer that are shown where there is room.
SAID = 30
KINDS = {
    "made": "The projects answer alike",
    "left": "Left to each framework",
    "alike": "Alike without the projects",
}


def text(comparison: Comparison, width: int, colour: bool) -> str:
    """The table and both apps as `scaffold compare --live --concept alone` prints them."""
    return drawn(_whole(comparison, width), width, colour)


def _whole(comparison: Comparison, width: int) -> Iterator[RenderableType]:
    if alone := comparison.alone:
        yield from parts(alone, width)
        yield ""
        yield beside(
            _app("Flask alone", alone.started.flask, alone.code.flask),
            _app("Express alone", alone.started.express, alone.code.express),
            width,
        )
    for note in comparison.notes:
        yield Text(shown(note))


def parts(alone: Alone, width: int) -> Iterator[RenderableType]:
    """The sentence and the table."""
    yield prose(alone.sentence)
    yield ""
    table = Table(box=None, expand=False, padding=(0, 2, 0, 0), show_edge=False, header_style="bold", pad_edge=False)
    for heading, more in (
        ("The same request", {"ratio": 1, "overflow": "fold"}),
        ("Flask", {"no_wrap": True}),
        ("", {}),
        ("Express", {"no_wrap": True}),
        ("Projects", {"no_wrap": True}),
        ("The lines", {"no_wrap": True}),
    ):
        table.add_column(heading, **more)
    for kind, words in KINDS.items():
        if rows := alone.of(kind):
            table.add_row(Text(words, "bold"))
            for row in rows:
                table.add_row(*_row(row, width))
    yield table
    yield ""
    always = [f"`{line}` of {name}" for name, line in _always(alone)]
    yield prose(
        "`≠` is another status, media type, header or body. Always different, and not counted: the words after the "
        f"status{''.join(f', {one}' for one in always)}."
    )


def _always(alone: Alone) -> Iterator[tuple[str, str]]:
    yield from (("Flask", line) for line in alone.always.flask)
    yield from (("Express", line) for line in alone.always.express)


def _row(row: Asked, width: int) -> Sequence[str | Text]:
    one, other = row.alone.answers.flask.status, row.alone.answers.express.status
    said = excerpts(row.alone, SAID) if width >= WIDE + 2 * SAID else ("", "")
    both = row.projects.answers
    projects = (
        str(both.flask.status) if row.projects.label == "same" else f"{both.flask.status} ≠ {both.express.status}"
    )
    return (
        prose(row.title),
        f"{one} {shown(said[0])}".rstrip(),
        "=" if row.alone.label == "same" else "≠",
        f"{other} {shown(said[1])}".rstrip(),
        projects,
        shown(row.concept),
    )


def _app(title: str, started: str, piece: Piece) -> RenderableType:
    table = Table.grid(expand=True)
    table.add_column(overflow="fold")
    table.add_row(Text.assemble((title, "bold"), f"  {piece.file}  `{started}`"))
    for line in piece.lines:
        table.add_row(Text(shown(line)))
    return table

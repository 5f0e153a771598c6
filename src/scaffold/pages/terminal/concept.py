"""One concept in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ...core.comparison import Shown
from . import answers, code
from .paper import WIDE, beside, drawn, prose, shown


def text(concept: Shown, width: int, colour: bool) -> str:
    """The concept as `scaffold compare --concept` prints it."""
    return drawn(_parts(concept, width), width, colour)


def _parts(concept: Shown, width: int) -> Iterator[RenderableType]:
    yield _heading(concept)
    yield prose(concept.notice)
    yield ""
    sides = concept.sides
    yield beside(code.side("Flask", sides.flask, concept.why), code.side("Express", sides.express, concept.why), width)
    if concept.points:
        yield ""
        yield _points(concept) if width >= WIDE else _points_stacked(concept)
    if concept.order:
        yield ""
        yield Text("Order, as recorded", "bold")
        yield _pairs(concept.order.flask, concept.order.express)
    yield from answers.parts(concept, width)


def _heading(concept: Shown) -> Text:
    """The name, the title and, where the apps were asked, what came of it."""
    parts = [Text(shown(concept.title), "bold"), Text(concept.name), Text(shown(concept.label), "bold")]
    return Text("  ").join(part for part in parts if part.plain)


def _points(concept: Shown) -> Table:
    table = Table(box=box.MINIMAL, show_edge=False, expand=True, border_style="dim", padding=(0, 1), pad_edge=False)
    table.add_column("", width=3)
    table.add_column("", ratio=2)
    table.add_column("Flask", ratio=3)
    table.add_column("Express", ratio=3)
    for point in concept.points:
        table.add_row(_number(point.number), prose(point.what), prose(point.flask), prose(point.express))
    return table


def _points_stacked(concept: Shown) -> Table:
    table = Table.grid(expand=True, padding=(0, 1, 0, 0))
    table.add_column(width=3)
    table.add_column(ratio=1)
    for point in concept.points:
        table.add_row(_number(point.number), prose(point.what))
        table.add_row("", _pairs([point.flask], [point.express]))
    return table


def _number(number: int) -> Text:
    return Text(f"({number})", "bold red")


def _pairs(flask: Sequence[str], express: Sequence[str]) -> Table:
    """What each side has, one below the other, with its name before it."""
    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    table.add_column(width=7)
    table.add_column(ratio=1)
    table.add_row("Flask", prose(" → ".join(flask)))
    table.add_row("Express", prose(" → ".join(express)))
    return table

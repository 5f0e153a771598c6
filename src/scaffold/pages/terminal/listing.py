"""The list of all concepts of a pair in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ...core.comparison import Comparison, Region, Shown
from . import alone
from .paper import WIDE, drawn, shown


def text(comparison: Comparison, width: int, colour: bool) -> str:
    """The concepts as `scaffold compare` lists them, with the notes of the comparison below."""
    return drawn(_parts(comparison, width), width, colour)


def _parts(comparison: Comparison, width: int) -> Iterator[RenderableType]:
    if comparison.alone:
        yield from alone.parts(comparison.alone, width)
        yield ""
    if comparison.concepts:
        yield _concepts(comparison.concepts, width)
    for number, note in enumerate(comparison.notes):
        if comparison.concepts and not number:
            yield ""
        yield Text(shown(note))


def _concepts(concepts: tuple[Shown, ...], width: int) -> Table:
    table = Table(box=None, expand=False, padding=(0, 2, 0, 0), show_edge=False, header_style="bold")
    table.add_column("")
    if width >= WIDE:
        table.add_column("")
    for heading in ("Flask", "Express", ""):
        table.add_column(heading)
    group = ""
    for concept in concepts:
        if concept.group != group:
            group = concept.group
            table.add_row(Text(group, "bold"))
        table.add_row(*_row(concept, width))
    return table


def _row(concept: Shown, width: int) -> Iterator[str]:
    yield f"  {concept.name}"
    if width >= WIDE:
        yield shown(concept.title)
    yield _side(concept.sides.flask)
    yield _side(concept.sides.express)
    yield shown(concept.label)


def _side(region: Region | None) -> str:
    """How many lines a side has, and what people did to them."""
    if region is None:
        return "none"
    count = sum(len(piece.lines) for piece in region.pieces)
    if region.state == "gone":
        return "gone"
    return f"{count}" if region.state == "same" else f"{count} {region.state}"

"""Concepts as the page shows them: the lines of both panes, what people changed in them, signs for the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from scaffold.core.comparison import Comparison, Piece, Region, Shown, Side
from scaffold.core.concepts import GROUPS, LINES

from . import code, safe
from .answers import Asked, asked, everywhere

STATES = {"edited": "✎", "moved": "↷", "gone": "∅"}


@dataclass(frozen=True)
class Line:
    """A line of a pane. `changed` tells that the other version does not have it."""

    number: int
    html: str
    indent: int
    mark: int | None
    changed: bool


@dataclass(frozen=True)
class Part:
    """Consecutive lines of one file; `again` when the part before it is of the same file."""

    folder: str
    name: str
    first: int
    last: int
    lines: tuple[Line, ...]
    editor: str
    again: bool


@dataclass(frozen=True)
class Pane:
    """One side of a concept: what is there now, and what was rendered when that is something else."""

    key: str
    title: str
    state: str
    count: int
    parts: tuple[Part, ...]
    original: tuple[Part, ...]
    there: bool


@dataclass(frozen=True)
class Card:
    """A concept with its panes; `height` is about as many pixels as it will take."""

    concept: Shown
    panes: tuple[Pane, Pane]
    asked: tuple[Asked, ...]
    widths: tuple[int, int]
    sign: str
    tells: str
    state: str
    mark: str
    height: int


def groups(comparison: Comparison) -> list[tuple[str, list[Card]]]:
    """The cards by group, in the order of the groups; a group that nobody knows comes last."""

    def place(concept: Shown) -> tuple[int, str]:
        known = concept.group in GROUPS
        return (GROUPS.index(concept.group), "") if known else (len(GROUPS), concept.group)

    ordered = sorted(comparison.concepts, key=place)
    told = everywhere(comparison)
    return [
        (name, [card(comparison, concept, told) for concept in found])
        for name, found in groupby(ordered, key=lambda concept: concept.group)
    ]


def card(comparison: Comparison, concept: Shown, told: Sequence[str]) -> Card:
    flask = pane(comparison.sides.flask, concept, "flask", "Flask", concept.sides.flask)
    express = pane(comparison.sides.express, concept, "express", "Express", concept.sides.express)
    states = {state for state in (flask.state, express.state) if state != "same"}
    sign, tells = ("", "") if not concept.label else ("≠", concept.label)
    if concept.label == "same":
        sign, tells = "=", "the same answers"
    exchanges = asked(concept, told)
    rows = max(flask.count, express.count) + len(concept.points) * 1.6
    return Card(
        concept=concept,
        panes=(flask, express),
        asked=exchanges,
        widths=(round(min(flask.count / LINES, 1) * 38), round(min(express.count / LINES, 1) * 38)),
        sign=sign,
        tells=tells,
        state=", ".join(sorted(states)),
        mark="".join(STATES[state] for state in sorted(states)),
        height=int(210 + 22 * rows + 190 * len(exchanges) + (110 if concept.order else 0)),
    )


def pane(side: Side, concept: Shown, key: str, title: str, region: Region | None) -> Pane:
    if region is None:
        return Pane(key, title, "same", 0, (), (), False)
    now, before = texts(region.pieces), texts(region.original)
    return Pane(
        key=key,
        title=title,
        state=region.state,
        count=len(now),
        parts=tuple(parts(side, region.pieces, lacking(now, before))),
        original=tuple(parts(side, region.original, lacking(before, now))) if region.state != "same" else (),
        there=True,
    )


def texts(pieces: Sequence[Piece]) -> list[str]:
    return [line for piece in pieces for line in piece.lines]


def lacking(these: Sequence[str], others: Sequence[str]) -> set[int]:
    """Places of the lines in `these` that `others` do not have; none when there is nothing to compare with."""
    if not these or not others:
        return set()
    blocks = SequenceMatcher(None, these, others, autojunk=False).get_matching_blocks()
    return set(range(len(these))) - {place for block in blocks for place in range(block.a, block.a + block.size)}


def parts(side: Side, pieces: Sequence[Piece], changed: set[int]) -> Iterator[Part]:
    """The pieces with highlighted lines; `changed` has places of lines, counted through all pieces."""
    place = 0
    for count, piece in enumerate(pieces):
        rows = []
        for offset, html in enumerate(code.lines(piece.file, piece.lines)):
            number, given = piece.start + offset, piece.lines[offset]
            rows.append(
                Line(
                    number=number,
                    html=html,
                    indent=min(len(given) - len(given.lstrip(" ")), 40),
                    mark=piece.marks.get(number),
                    changed=place + offset in changed,
                )
            )
        place += len(piece.lines)
        folder, _, name = piece.file.rpartition("/")
        yield Part(
            folder=f"{folder}/" if folder else "",
            name=name,
            first=piece.start,
            last=piece.start + len(piece.lines) - 1,
            lines=tuple(rows),
            editor=safe.editor(side, piece.file, piece.start),
            again=count > 0 and pieces[count - 1].file == piece.file,
        )


def rules(found: list[tuple[str, list[Card]]]) -> str:
    """Style that depends on the numbers: the page's policy allows no style on an element."""
    cards = [card for _, cards in found for card in cards]
    indents = {
        line.indent
        for card in cards
        for pane in card.panes
        for part in (*pane.parts, *pane.original)
        for line in part.lines
    }
    heights = {card.height // 100 for card in cards}
    return "".join(
        [
            *(f".i{indent} {{ --i: {indent}; }}\n" for indent in sorted(indents)),
            *(f".h{height} {{ contain-intrinsic-size: auto {height}50px; }}\n" for height in sorted(heights)),
        ]
    )

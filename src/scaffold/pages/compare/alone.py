"""Both frameworks alone and both projects, as the page shows them: a table of requests, and the two apps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scaffold.core.comparison import Alone, Asked, Piece
from scaffold.core.concepts import Request
from scaffold.core.excerpts import excerpts

from . import code, safe
from .answers import escaped

# What fits beside each other; and how many rows there are before one asks for more.
ASKED, SAID, FIRST = 46, 40, 7


@dataclass(frozen=True)
class Row:
    """A request, what each of both answered alone, and the status of the projects, one if they are alike.

    `asked` and what was said are HTML.
    """

    title: str
    asked: str
    alone: tuple[tuple[int, str], tuple[int, str]]
    alike: bool
    projects: tuple[int, ...]
    concept: str


@dataclass(frozen=True)
class App:
    """One of the two apps: what starts it, and its lines as HTML."""

    side: str
    name: str
    started: str
    html: str
    count: int


@dataclass(frozen=True)
class Table:
    """`first` are the rows that are seen at once; `more` are others, with what they are in words."""

    alone: Alone
    first: tuple[Row, ...]
    more: tuple[tuple[str, tuple[Row, ...]], ...]
    apps: tuple[App, App]


def table(alone: Alone) -> Table:
    made, left, alike = (tuple(map(_row, alone.of(kind))) for kind in ("made", "left", "alike"))
    first = _first(made)
    rest = tuple(row for row in made if row not in first)
    more = (
        (f"{len(rest)} more that your projects answer alike", rest),
        (f"Left to each framework: {len(left)}", left),
        (f"Alike without your projects, too: {len(alike)}", alike),
    )
    return Table(alone, first, tuple(one for one in more if one[1]), _apps(alone))


def _first(rows: Sequence[Row]) -> tuple[Row, ...]:
    """One row of each concept, as far as there is room; then others."""
    several = {row.concept: row for row in reversed(rows)}
    found = [row for row in rows if several[row.concept] is row]
    return tuple([*found, *(row for row in rows if row not in found)][:FIRST])


def _row(row: Asked) -> Row:
    flask, express = row.alone.answers.flask, row.alone.answers.express
    # Why not of the others: there is nothing of ours in them, and a page has room for 500 kB.
    said = excerpts(row.alone, SAID) if row.kind == "made" else ("", "")
    return Row(
        title=row.title,
        asked=escaped(asked(row.alone.request)),
        alone=((flask.status, escaped(said[0])), (express.status, escaped(said[1]))),
        alike=row.alone.label == "same",
        projects=tuple(_statuses(row)),
        concept=row.concept,
    )


def _statuses(row: Asked) -> Iterator[int]:
    answers = row.projects.answers
    yield answers.flask.status
    if row.projects.label != "same":
        yield answers.express.status


def asked(request: Request) -> str:
    """A request in a line: its method, path and body, and before that what its headers ask for, if not the usual."""
    named = [value for name, value in request.headers.items() if value != "application/json" or request.method == "GET"]
    parts = [request.method, request.path, f"({', '.join(named)})" if named else "", request.body or ""]
    line = " ".join(part for part in parts if part)
    return safe.line(line if len(line) <= ASKED else f"{line[: ASKED - 1]}…")


def _apps(alone: Alone) -> tuple[App, App]:
    return (
        _app("flask", alone.code.flask, alone.started.flask),
        _app("express", alone.code.express, alone.started.express),
    )


def _app(side: str, piece: Piece, started: str) -> App:
    html = "\n".join(code.lines(piece.file, piece.lines))
    return App(side, piece.file, started, html, sum(1 for line in piece.lines if line.strip()))

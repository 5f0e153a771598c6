"""Both frameworks alone and both projects, as the page shows them: a table of requests, and the two apps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scaffold.core.comparison import Alone, Asked, Piece
from scaffold.core.concepts import Request
from scaffold.core.excerpts import excerpts

from . import code, safe
from .answers import escaped

# What fits beside each other; and how many rows of each kind there are before one asks for more.
ASKED, SAID, FIRST = 46, 40, {"made": 3, "left": 2}


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
    """`first` are the rows that are seen at once, which surprise most; `more` are others, with what they are."""

    alone: Alone
    first: tuple[Row, ...]
    more: tuple[tuple[str, tuple[Row, ...]], ...]
    apps: tuple[App, App]


def table(alone: Alone) -> Table:
    first = _first(alone)
    made, left, alike = (
        tuple(_row(row, told=kind == "made") for row in alone.of(kind) if row not in first)
        for kind in ("made", "left", "alike")
    )
    more = (
        (f"{len(made)} more that your projects answer alike", made),
        (f"Left to each framework, too: {len(left)}", left),
        (f"Alike without your projects, too: {len(alike)}", alike),
    )
    return Table(
        alone, tuple(_row(row, told=True) for row in first), tuple(one for one in more if one[1]), _apps(alone)
    )


def _first(alone: Alone) -> tuple[Asked, ...]:
    """Some that the projects answer alike, then some that stay; each of another concept, as far as there are."""
    found: list[Asked] = []
    for kind, count in FIRST.items():
        known = {row.concept for row in found}
        several = {row.concept: row for row in reversed(alone.of(kind)) if row.concept not in known}
        found += sorted(alone.of(kind), key=lambda row: several.get(row.concept) is not row)[:count]
    others = [row for row in alone.of("made") if row not in found]
    return tuple([*found, *others][: sum(FIRST.values())])


def _row(row: Asked, *, told: bool) -> Row:
    """`told` says what an answer says, beside its status; of all rows there is no room for that in 500 kB."""
    flask, express = row.alone.answers.flask, row.alone.answers.express
    said = excerpts(row.alone, SAID) if told else ("", "")
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

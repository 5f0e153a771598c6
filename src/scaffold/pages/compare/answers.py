"""Requests and answers as lines, with the differences marked and the headers that say the same folded away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from scaffold.core.comparison import Answer, Exchange, Shown
from scaffold.core.concepts import Request

from . import safe

# Why these are never folded: they are what an answer is about.
TELLING = ("content-type", "location", "allow", "retry-after")


@dataclass(frozen=True)
class Answered:
    """One app's answer as HTML: what is shown, and the headers that are not, `folded` of them."""

    shown: str
    rest: str
    folded: int


@dataclass(frozen=True)
class Asked:
    """A request as text and both answers; nothing is there for an app that nobody asked."""

    request: str
    label: str
    flask: Answered | None
    express: Answered | None


def asked(concept: Shown) -> tuple[Asked, ...]:
    """The exchanges of a concept; the requests alone when nobody asked."""
    if concept.exchanges:
        return tuple(exchanged(exchange) for exchange in concept.exchanges)
    return tuple(Asked(written(request), "", None, None) for request in concept.requests)


def exchanged(exchange: Exchange) -> Asked:
    return Asked(
        request=written(exchange.request),
        label=exchange.label,
        flask=answered(exchange.answers.flask, exchange.differs.flask),
        express=answered(exchange.answers.express, exchange.differs.express),
    )


def written(request: Request) -> str:
    """A request in the words of HTTP."""
    head = [f"{request.method} {request.path}", *(f"{name}: {value}" for name, value in request.headers.items())]
    return "\n".join([*head, "", request.body] if request.body else head)


def answered(answer: Answer, differs: Sequence[tuple[int, int, int]]) -> Answered:
    marks: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in differs:
        marks.setdefault(number, []).append((start, end))
    shown: list[str] = []
    rest: list[str] = []
    for number, line in enumerate(answer.lines, 1):
        header = 2 <= number < 2 + len(answer.headers)
        quiet = header and number not in marks and answer.headers[number - 2][0].lower() not in TELLING
        (rest if quiet else shown).append(marked(line, marks.get(number, ())))
    if len(rest) < 2:
        shown[1:1] = rest
        rest = []
    return Answered("\n".join(shown), "\n".join(rest), len(rest))


def marked(line: str, places: Sequence[tuple[int, int]]) -> str:
    """A line as HTML in which the places, from start to end, are marked."""
    found, at = [], 0
    for start, end in sorted(places):
        found += [escaped(line[at:start]), f"<mark>{escaped(line[max(at, start) : end])}</mark>"]
        at = max(at, end)
    return "".join([*found, escaped(line[at:])])


def escaped(text: str) -> str:
    return escape(safe.text(text), quote=False)

"""Requests and answers as lines, differences marked; headers that say the same on both sides are only named.

Headers that are not compared are named once for the whole page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from scaffold.core import exchanges
from scaffold.core.comparison import Answer, Both, Comparison, Exchange, Shown
from scaffold.core.concepts import Request

from . import safe

# Why these are always shown: they are what an answer is about.
TELLING = ("content-type", "location", "allow", "retry-after")
# What fits on a screen beside the code.
LINES, CHARACTERS = 16, 500


@dataclass(frozen=True)
class Asked:
    """A request as text, both answers as HTML, and the names of the headers in which only these two agree.

    An app that nobody asked has no answer.
    """

    request: str
    label: str
    flask: str
    express: str
    same: str


def everywhere(comparison: Comparison) -> tuple[str, ...]:
    """The names of the headers in which both answers to every request agree: they are told once, for the whole page."""
    every = [exchange for concept in comparison.concepts for exchange in concept.exchanges]
    common = set.intersection(*map(agreed, every)) if every else set()
    named = every[0].answers.flask.headers if every else ()
    return tuple(dict.fromkeys(name for name, _ in named if name.lower() in common))


def added(comparison: Comparison) -> Both[tuple[str, ...]]:
    """The names of the headers that are not compared and that only one side has, or says otherwise: told once, too."""
    every = [exchange for concept in comparison.concepts for exchange in concept.exchanges]
    return Both(
        tuple(dict.fromkeys(name for one in every for name in _added(one, one.answers.flask))),
        tuple(dict.fromkeys(name for one in every for name in _added(one, one.answers.express))),
    )


def _added(exchange: Exchange, answer: Answer) -> Iterator[str]:
    same = agreed(exchange)
    for name, _ in answer.headers:
        if name.lower() not in same and exchanges.is_native(exchange.request, name.lower()):
            yield name


def asked(concept: Shown, told: Sequence[str]) -> tuple[Asked, ...]:
    """The exchanges of a concept; the requests alone when nobody asked. The headers in `told` are not named again."""
    if concept.exchanges:
        return tuple(exchanged(exchange, told) for exchange in concept.exchanges)
    return tuple(Asked(written(request), "", "", "", "") for request in concept.requests)


def exchanged(exchange: Exchange, told: Sequence[str]) -> Asked:
    flask, express = exchange.answers.flask, exchange.answers.express
    same = agreed(exchange)
    named = {name.lower() for name in told}
    return Asked(
        request=written(exchange.request),
        label=exchange.label,
        flask=answered(exchange.request, flask, exchange.differs.flask, same),
        express=answered(exchange.request, express, exchange.differs.express, same),
        same=", ".join(name for name, _ in flask.headers if name.lower() in same - named),
    )


def agreed(exchange: Exchange) -> set[str]:
    """Names, in small letters, of the headers in which both answers agree and which are not what they are about."""
    request, answers, differs = exchange.request, exchange.answers, exchange.differs
    one = quiet(request, answers.flask, differs.flask)
    two = quiet(request, answers.express, differs.express)
    return {name for name, values in one.items() if values == two.get(name)}


def written(request: Request) -> str:
    """A request in the words of HTTP."""
    head = [f"{request.method} {request.path}", *(f"{name}: {value}" for name, value in request.headers.items())]
    return "\n".join(safe.line(line) for line in ([*head, "", *request.body.splitlines()] if request.body else head))


def quiet(request: Request, answer: Answer, differs: Sequence[tuple[int, int, int]]) -> dict[str, list[str]]:
    """What is compared of the headers in which nothing is marked and which are not what the answer is about."""
    marked = {line for line, _, _ in differs}
    found: dict[str, list[str]] = {}
    for line, (name, value) in enumerate(answer.headers, 2):
        if line not in marked and name.lower() not in TELLING:
            found.setdefault(name.lower(), []).append(exchanges.counted(request, name, value))
    return found


def answered(request: Request, answer: Answer, differs: Sequence[tuple[int, int, int]], same: set[str]) -> str:
    marks: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in differs:
        marks.setdefault(number, []).append((start, end))
    names = {line: name.lower() for line, (name, _) in enumerate(answer.headers, 2)}
    quiet = {line for line, name in names.items() if name in same or exchanges.is_native(request, name)}
    shown = [marked(line, marks.get(number, ())) for number, line in enumerate(answer.lines, 1) if number not in quiet]
    more = len(shown) - LINES
    return "\n".join([*shown[:LINES], *([f"… {more:,} lines more"] if more > 0 else [])])


def marked(line: str, places: Sequence[tuple[int, int]]) -> str:
    """A line as HTML in which the places, from start to end, are marked."""
    found, at = [], 0
    for start, end in sorted(places):
        if start < CHARACTERS:
            found += [escaped(line[at:start]), f"<mark>{escaped(line[max(at, start) : min(end, CHARACTERS)])}</mark>"]
            at = max(at, min(end, CHARACTERS))
    rest = line[at : max(at, CHARACTERS)]
    more = len(line) - max(at, CHARACTERS)
    return "".join([*found, escaped(rest), f" … {more:,} characters more" if more > 0 else ""])


def escaped(text: str) -> str:
    """As HTML; a line of JSON may end after a comma, and not only within a word."""
    return escape(safe.text(text), quote=False).replace(',"', ',<wbr>"')

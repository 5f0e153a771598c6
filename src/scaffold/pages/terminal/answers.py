"""The requests of a concept: what each side is to answer, or what both answered when they were asked."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ...core.comparison import Answer, Shown
from ...core.concepts import Request
from .paper import beside, shown

Spans = tuple[tuple[int, int, int], ...]


def parts(concept: Shown, width: int) -> Iterator[RenderableType]:
    """The exchanges if the apps were asked, else the requests with the statuses that are expected."""
    for exchange in concept.exchanges:
        yield ""
        yield _request(exchange.request, exchange.label)
        yield from _sent(exchange.request)
        yield beside(
            _answer("Flask", exchange.answers.flask, exchange.differs.flask),
            _answer("Express", exchange.answers.express, exchange.differs.express),
            width,
        )
    if concept.requests and not concept.exchanges:
        yield ""
        yield Text("Requests", "bold")
        for request in concept.requests:
            yield _request(request, _expected(request))
            yield from _sent(request)


def _request(request: Request, outcome: str) -> Text:
    return Text.assemble((shown(f"{request.method} {request.path}"), "bold"), "  ", shown(outcome))


def _expected(request: Request) -> str:
    each = [f"{framework.capitalize()} {status}" for framework, status in request.status.items()]
    return (
        f"both {each[0].split()[1]}" if len(set(request.status.values())) == 1 and len(each) == 2 else ", ".join(each)
    )


def _sent(request: Request) -> Iterator[Text]:
    for name, value in request.headers.items():
        yield Text(shown(f"  {name}: {value}"))
    if request.body is not None:
        for line in request.body.split("\n"):
            yield Text(shown(f"  {line}"))


def _answer(framework: str, answer: Answer, differs: Spans) -> RenderableType:
    """What differs is underlined, and the line has `≠` before it."""
    table = Table.grid(expand=True, padding=(0, 1, 0, 0))
    table.add_column(width=1)
    table.add_column(ratio=1, overflow="fold")
    for number, line in enumerate(answer.lines, 1):
        spans = [(start, end) for at, start, end in differs if at == number]
        table.add_row("≠" if spans else "", _marked(line, spans))
    return Group(Text(framework, "bold"), table)


def _marked(line: str, spans: list[tuple[int, int]]) -> Text:
    """A line with its spans underlined; they count characters before anything in it is written out."""
    text, end = Text(), 0
    for start, stop in sorted(spans):
        text.append(shown(line[end:start]))
        text.append(shown(line[max(start, end) : stop]), "bold underline")
        end = max(end, stop)
    return text.append(shown(line[end:]))

"""Asks both frameworks alone and both projects the same, and tells what the projects add."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from scaffold.core import exchanges
from scaffold.core.comparison import Alone, Answer, Asked, Both, Exchange, Piece
from scaffold.core.concepts import Request
from scaffold.core.exchanges import Span
from scaffold.core.resource import Resource
from scaffold.outside.live import alone
from scaffold.outside.live.programs import Programs

from . import samples
from .questions import TYPED, Question, questions
from .rows import EXAMPLE, SAFE, THERE, Ask, Rows

# The row that all four apps have.
ID = 1
# Characters of a body that are kept of a request.
KEPT = 300
# How a letter that is not ASCII is written in JSON.
SPELT = re.compile(r"\\u[0-9a-f]{4}|[^\x00-\x7f]")
KINDS = ("made", "left", "alike")
# Why told once: they say the same in every answer, or nothing of what is asked.
SILENT = {"date", "content-length", "content-type", "connection", "keep-alive", "transfer-encoding"}


def asked(
    programs: Both[Programs], rows: Rows, ask: Ask, place: Path, tell: Callable[[str], None] = lambda _: None
) -> Alone | None:
    """What all four answer; None for a pair without a row of a resource that needs no other.

    `ask` asks both projects, which hold `rows`. Raises Problem when an app cannot be started or stops answering.
    """
    resource = subject(rows)
    if not resource:
        return None
    tell("Asking the frameworks alone")
    path = rows.paths[resource.name]
    with alone.served(programs, resource, place) as running:
        running.ask(_post(path, _body(resource, THERE)))
        found = []
        for question in questions(resource, path, _body(resource, EXAMPLE), _body(resource, THERE)):
            request = question.request
            found.append((question, running.ask(request, production=question.produces), ask(request)))
            if request.method not in SAFE:
                running.keep(ID)
                forget(ask, path, found[-1][2])
    written = alone.code(resource)
    return Alone(
        resource=resource.name,
        code=Both(
            _piece(alone.NAMES.flask, written.flask),
            _piece(alone.NAMES.express, written.express),
        ),
        started=alone.STARTED,
        always=_always([answers for _, answers, _ in found]),
        rows=tuple(sorted((_row(question, *answers) for question, *answers in found), key=_distance)),
    )


def subject(rows: Rows) -> Resource | None:
    """The resource that is asked about: the first that needs no other, whose row has the id that all four give."""
    there = (rows.resources[name] for name, number in rows.ids.items() if number == ID)
    return next(filter(alone.suits, there), None)


def forget(ask: Ask, path: str, answers: Both[Answer]) -> None:
    """Deletes what a request has created, also where only one project has."""
    ids = {_id(answer) for answer in (answers.flask, answers.express) if answer.status == 201}
    for number in ids:
        ask(Request("DELETE", f"{path}/{number}", {}, None, {}))


def _id(answer: Answer) -> int:
    return int(json.loads(answer.body)["id"])


def _post(path: str, body: dict[str, object]) -> Request:
    return Request("POST", path, TYPED, json.dumps(body, ensure_ascii=False), {})


def _body(resource: Resource, number: int) -> dict[str, object]:
    """What all four accept: what a row needs and what no other may have, or else all that the apps alone have."""
    unique = {one.column for one in resource.fields if one.unique and one.type != "references"}
    everything = {one.column for one in alone.fields(resource)}
    return samples.body(resource, number, {}, unique) or samples.body(resource, number, {}, everything)


def _piece(name: str, text: str) -> Piece:
    return Piece(name, 1, tuple(text.splitlines()), {})


def _row(question: Question, bare: Both[Answer], projects: Both[Answer]) -> Asked:
    request = question.request
    if len(request.body or "") > KEPT:
        body = request.body or ""
        request = replace(request, body=f"{body[:KEPT]}… ({len(body):,} characters)")
    bare_one, both = (replace(measured(question, answers), request=request) for answers in (bare, projects))
    return Asked(question.title, question.concept, bare_one, both)


def _distance(row: Asked) -> tuple[int, int]:
    """Orders rows by kind, and those first whose two answers are far apart: one accepts, the other one fails."""
    one, two = row.alone.answers.flask.status // 100, row.alone.answers.express.status // 100
    apart = row.alone.answers.flask.status != row.alone.answers.express.status
    return KINDS.index(row.kind), -2 * abs(one - two) - apart


def measured(question: Question, answers: Both[Answer]) -> Exchange:
    """The exchange as concepts have it, and for some questions what else of it is compared."""
    found = exchanges.compared(question.request, answers)
    if not question.by or found.label != "same":
        return found
    (one, here), (two, there) = (_by(question.by, answer) for answer in (answers.flask, answers.express))
    return found if one == two else replace(found, label=f"another {question.by}", differs=Both(here, there))


def _by(name: str, answer: Answer) -> tuple[object, tuple[Span, ...]]:
    """What is compared of an answer, and where it stands."""
    body = len(answer.headers) + 3
    match name:
        case "order":
            keys = json.loads(answer.body, object_pairs_hook=lambda pairs: [key for key, _ in pairs])
            return keys, ((body, 0, len(answer.body.rstrip())),)
        case "spelling":
            found = SPELT.search(answer.body)
            return found and found[0], ((body, *found.span()),) if found else ()
    for line, (header, value) in enumerate(answer.headers, 2):
        if header.lower() == name:
            return value, ((line, 0, len(f"{header}: {value}")),)
    return None, ()


def _always(several: Sequence[Both[Answer]]) -> Both[tuple[str, ...]]:
    """The headers of every answer of one app that no answer of the other has, with their values if they stay."""
    flask, express = [one.flask for one in several], [one.express for one in several]
    return Both(tuple(_of_all(flask, express)), tuple(_of_all(express, flask)))


def _of_all(these: Sequence[Answer], others: Sequence[Answer]) -> Iterator[str]:
    theirs = {name.lower() for answer in others for name, _ in answer.headers}
    for name, value in these[0].headers:
        values = {dict(answer.headers).get(name) for answer in these}
        if name.lower() not in {*theirs, *SILENT} and values == {value}:
            yield f"{name}: {value}"

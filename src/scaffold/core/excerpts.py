"""An answer in a few words: what of it differs from the other one, or else how it begins."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence

from .comparison import Answer, Exchange

UNSEEN = re.compile(r"<title>.*?</title>|<[^>]+>", re.DOTALL)
# Characters before what differs that are shown, too.
BEFORE = 14
EMPTY = "an empty body"

Spans = Sequence[tuple[int, int, int]]


def excerpts(exchange: Exchange, most: int) -> tuple[str, str]:
    """What Flask and what Express said, without the status, each in at most so many characters."""
    sides = (exchange.answers.flask, exchange.differs.flask), (exchange.answers.express, exchange.differs.express)
    named = [answer.headers[line - 2][0] for answer, marks in sides for line, _, _ in marks if 1 < line < _body(answer)]
    if named and not any(line >= _body(answer) for answer, marks in sides for line, _, _ in marks):
        one, other = (_short(_header(answer, named[0]), most) for answer, _ in sides)
    else:
        one, other = (_excerpt(answer, marks, most) for answer, marks in sides)
    return one, other


def _body(answer: Answer) -> int:
    """The line that a body begins with."""
    return len(answer.headers) + 3


def words(answer: Answer, most: int) -> str:
    """How an answer begins: of a problem its title, of a page what one reads of it in a browser."""
    return _short(_words(answer), most)


def _header(answer: Answer, named: str) -> str:
    found = (f"{name}: {value}" for name, value in answer.headers if name.lower() == named.lower())
    return next(found, f"no {named}")


def _excerpt(answer: Answer, marks: Spans, most: int) -> str:
    inside = [start for line, start, _ in marks if line == _body(answer)]
    if inside and _is(answer, "json") and len(_words(answer)) > most:
        start = max(0, inside[0] - BEFORE)
        return _short(f"…{answer.body[start:].rstrip()}" if start else answer.body, most)
    return words(answer, most)


def _words(answer: Answer) -> str:
    if _is(answer, "problem+json"):
        return str(json.loads(answer.body)["title"])
    if _is(answer, "json"):
        return " ".join(answer.body.split())
    return " ".join(html.unescape(UNSEEN.sub(" ", answer.body)).split()) or EMPTY


def _is(answer: Answer, kind: str) -> bool:
    return bool(answer.body) and any(name.lower() == "content-type" and kind in value for name, value in answer.headers)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"

"""Two answers to one request: which of their differences count, and where they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from .comparison import Answer, Both, Exchange
from .concepts import Request

Span = tuple[int, int, int]

# Characters of a body that are shown.
SHOWN = 2000
# Parts of two bodies that are compared one by one; more are marked as a whole.
MANY = 4000
# Why never different: they tell when a server answered, who it is and how it keeps a connection.
SERVER = {"connection", "date", "keep-alive", "server", "transfer-encoding"}
# Why: a clock made these values, so that the answers of one app to the same request differ in them as well.
CLOCK = {
    "ratelimit": re.compile(r"\bt=\d+"),
    "retry-after": re.compile(r"\d+"),
    "server-timing": re.compile(r"\bdur=[\d.]+"),
}
STAMP = re.compile(r'("(?:createdAt|updatedAt)":)"[^"]*"')
PART = re.compile(rf"{STAMP.pattern}|\w+|\s+|.", re.DOTALL)


def compared(request: Request, answers: Both[Answer]) -> Exchange:
    """The exchange with its label, and what is marked on each side. Other words for the same status are the same."""
    one, two = answers.flask, answers.express
    bodies = _bodies(one.body, two.body)
    heads = tuple(_heads(request, *pair, bodies != ([], [])) for pair in ((one, two), (two, one)))
    marks = []
    for answer, head, body in zip((one, two), heads, bodies, strict=True):
        status = [(1, 0, len(str(answer.status)))] if one.status != two.status else []
        marks.append((*status, *head, *_placed(body, answer)))
    return Exchange(
        request,
        Both(_cut(one), _cut(two)),
        _label(one, two, any(heads), any(bodies)),
        Both(marks[0], marks[1]),
    )


def label(exchanges: Sequence[Exchange]) -> str:
    """One label for all exchanges of a concept: the first that is not `same`; empty when there are none."""
    labels = [exchange.label for exchange in exchanges]
    return next((one for one in labels if one != "same"), "same" if labels else "")


def _label(one: Answer, two: Answer, heads: bool, bodies: bool) -> str:
    if one.status != two.status:
        return f"{one.status} against {two.status}"
    match heads, bodies:
        case False, False:
            return "same"
        case True, False:
            return f"same {'body' if one.body else 'status'}, different headers"
        case False, True:
            return "same status, different bodies"
    return "same status, different headers and bodies"


def _heads(request: Request, answer: Answer, other: Answer, unlike: bool) -> list[Span]:
    """What of the headers of an answer is not in the other one, wherever it stands there."""
    free = SERVER if _tell_length(answer, other) and not unlike else {*SERVER, "content-length"}
    left = Counter((name.lower(), _value(request, name, value)) for name, value in other.headers)
    names = {name for name, _ in left}
    found = []
    for number, (name, value) in enumerate(answer.headers, 2):
        key = (name.lower(), _value(request, name, value))
        left[key] -= 1
        if left[key] < 0 and key[0] not in free:
            start = len(f"{name}: ") if key[0] in names else 0
            found.append((number, start, len(f"{name}: {value}")))
    return found


def _tell_length(*answers: Answer) -> bool:
    """Whether the lengths of bodies are compared.

    Why not of compressed ones: they follow from how well a library does it, and may not be known when the head is sent.
    """
    return not any(name.lower() == "content-encoding" for answer in answers for name, _ in answer.headers)


def _value(request: Request, name: str, value: str) -> str:
    """What is compared of a header."""
    match name.lower():
        case "x-request-id" if value not in request.headers.values():
            # Why: each app has made up its own.
            return ""
        case known if known in CLOCK:
            return CLOCK[known].sub("", value)
    return value


def _bodies(one: str, two: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Start and end, in characters, of what differs in each of two bodies."""
    if one == two:
        return [], []
    parts = [list(PART.finditer(text)) for text in (one, two)]
    keys = [[STAMP.sub(r"\1", part[0]) for part in several] for several in parts]
    found: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for several in _unlike(*keys):
        for spans, matches, (start, end) in zip(found, parts, several, strict=True):
            if start < end:
                spans.append((matches[start].start(), matches[end - 1].end()))
    return found


def _unlike(one: list[str], two: list[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The parts of both that differ, as ranges."""
    least = min(len(one), len(two))
    start = next((at for at in range(least) if one[at] != two[at]), least)
    tail = next((at for at in range(least - start) if one[-1 - at] != two[-1 - at]), least - start)
    rest = one[start : len(one) - tail], two[start : len(two) - tail]
    if max(map(len, rest)) > MANY:
        yield (start, start + len(rest[0])), (start, start + len(rest[1]))
        return
    for what, from_one, to_one, from_two, to_two in SequenceMatcher(None, *rest, autojunk=False).get_opcodes():
        if what != "equal":
            yield (start + from_one, start + to_one), (start + from_two, start + to_two)


def _placed(spans: Sequence[tuple[int, int]], answer: Answer) -> Iterator[Span]:
    """Spans of a body, as lines and characters of the answer as it is shown."""
    start = 0
    for number, line in enumerate(_shown(answer.body).splitlines(keepends=True), len(answer.headers) + 3):
        text = len(line.rstrip("\r\n"))
        for begin, end in spans:
            first, last = max(begin - start, 0), min(end - start, text)
            if first < last and start < SHOWN:
                yield number, first, last
        start += len(line)


def _shown(body: str) -> str:
    return body if len(body) <= SHOWN else f"{body[:SHOWN]}\n… {len(body) - SHOWN:,} more characters"


def _cut(answer: Answer) -> Answer:
    return replace(answer, body=_shown(answer.body))

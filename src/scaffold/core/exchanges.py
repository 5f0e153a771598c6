"""Two answers to one request: which of their differences count, and where they are."""

from __future__ import annotations

import json
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
# Why neither: frameworks and libraries add them by themselves, and the contract does not name them.
NATIVE = {
    *("accept-ranges", "cache-control", "content-length", "etag", "last-modified", "vary", "x-powered-by"),
    *("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"),
}
# Why: a clock made these values, so that the answers of one app to the same request differ in them as well.
CLOCK = {
    "ratelimit": re.compile(r"\bt=\d+"),
    "retry-after": re.compile(r"\d+"),
    "server-timing": re.compile(r"\bdur=[\d.]+"),
}
STAMPS = {"createdAt", "updatedAt"}
PROBLEM = "application/problem+json"
PART = re.compile(r"\w+|\s+|.", re.DOTALL)
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\w.+-]+|[][{},:]')


def compared(request: Request, answers: Both[Answer], *, alike: bool = True) -> Exchange:
    """The exchange with its label, and what is marked on each side.

    JSON is compared by its values. Other words for the same status, or for what is wrong, are the same. Where not both
    databases have been asked alike, the ids of rows that were just created are no difference.
    """
    one, two = answers.flask, answers.express
    bodies = _bodies(one, two, alike)
    heads = tuple(_heads(request, *pair, alike) for pair in ((one, two), (two, one)))
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


def apart(answers: Both[Answer], *, alike: bool = True) -> tuple[str, ...]:
    """The names of what differs in two bodies of JSON and is not compared, as a person sees that it differs."""
    one, two = answers.flask, answers.express
    if _type(one) != _type(two):
        return ()
    try:
        every = _leaves(one, is_whole=True), _leaves(two, is_whole=True)
    except (ValueError, RecursionError):
        return ()
    unlike = [place for place in {**every[0], **every[1]} if _value(every[0], place) != _value(every[1], place)]
    is_new = not alike and bool(_created(one) and _created(two))
    return tuple(dict.fromkeys(str(place[-1]) for place in unlike if _is_free(place, one, is_new)))


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


def _heads(request: Request, answer: Answer, other: Answer, alike: bool) -> list[Span]:
    """What of the headers of an answer is not in the other one, wherever it stands there."""
    is_new = not alike and bool(_created(answer) and _created(other))

    def keys(whose: Answer) -> list[tuple[str, str]]:
        found = [(name.lower(), counted(request, name, value)) for name, value in whose.headers]
        end = f"/{_created(whose)}" if is_new else ""
        return [(name, value.removesuffix(end) if name == "location" else value) for name, value in found]

    left = Counter(keys(other))
    names = {name for name, _ in left}
    found = []
    for number, ((name, value), key) in enumerate(zip(answer.headers, keys(answer), strict=True), 2):
        left[key] -= 1
        is_typed = key[0] != "content-type" or answer.body or other.body
        if left[key] < 0 and is_typed and not is_native(request, key[0]):
            start = len(f"{name}: ") if key[0] in names else 0
            found.append((number, start, len(f"{name}: {value}")))
    return found


def is_native(request: Request, name: str) -> bool:
    """Whether a framework, a library or the server adds a header by itself, so that it is not compared."""
    is_for_pages = name.startswith("access-control-") and "origin" not in map(str.lower, request.headers)
    return name in SERVER or name in NATIVE or is_for_pages


def counted(request: Request, name: str, value: str) -> str:
    """What is compared of a header: of lists the members, of a type no parameters; of what is always new, nothing."""
    match name.lower():
        case known if known in SERVER:
            return ""
        case "x-request-id" if value not in request.headers.values():
            # Why: each app has made up its own.
            return ""
        case "content-type":
            return value.partition(";")[0].strip().lower()
        case known if known in CLOCK:
            return CLOCK[known].sub("", value)
    return ",".join(sorted(part.strip() for part in value.split(",")))


Places = list[tuple[int, int]]


def _bodies(one: Answer, two: Answer, alike: bool) -> tuple[Places, Places]:
    """Start and end, in characters, of what differs in each of two bodies."""
    if one.body == two.body:
        return [], []
    if _type(one) != _type(two):
        return [(0, len(one.body))], [(0, len(two.body))]
    try:
        is_new = not alike and bool(_created(one) and _created(two))
        leaves = _leaves(one, is_new=is_new), _leaves(two, is_new=is_new)
    except (ValueError, RecursionError):
        return _texts(one.body, two.body)
    mine, its = (
        [span for place, (value, span) in leaf.items() if place not in other or other[place][0] != value]
        for leaf, other in (leaves, leaves[::-1])
    )
    return mine, its


def _type(answer: Answer) -> str:
    return next((value.partition(";")[0] for name, value in answer.headers if name.lower() == "content-type"), "")


def _created(answer: Answer) -> str:
    """The id of the row that an answer says it has created; empty when it says no such thing."""
    try:
        found = json.loads(answer.body) if answer.status == 201 else None
    except (ValueError, RecursionError):
        return ""
    return str(found["id"]) if isinstance(found, dict) and isinstance(found.get("id"), int | str) else ""


Way = tuple[str | int, ...]
Leaves = dict[Way, tuple[str, tuple[int, int]]]


def _value(leaves: Leaves, place: Way) -> str | None:
    return leaves[place][0] if place in leaves else None


def _is_free(path: Way, answer: Answer, is_new: bool) -> bool:
    """Whether a value is not compared: what clocks made, words for people, and the id of a new row."""
    # Why `detail`: the contract leaves its words to each side, and whether there are any.
    is_told = path[-1:] == ("detail",) and _type(answer) == PROBLEM
    return is_told or (is_new and path == ("id",)) or bool(path and path[-1] in STAMPS)


def _leaves(answer: Answer, *, is_new: bool = False, is_whole: bool = False) -> Leaves:
    """What holds no other values in a JSON document, by the names that lead to it: its value, and where it stands.

    What is not compared has no value, or is left out; `is_whole` has all of it.

    Raises ValueError when the body is no JSON.
    """
    json.loads(answer.body)
    found: Leaves = {}
    tokens = TOKEN.finditer(answer.body)

    def read(path: Way, begin: re.Match[str]) -> None:
        if begin[0] not in ("{", "["):
            is_free = not is_whole and _is_free(path, answer, is_new)
            if is_free and path[-1] == "detail":
                return
            found[path] = "" if is_free else json.dumps(json.loads(begin[0])), begin.span()
            return
        for number, token in enumerate(tokens):
            if token[0] in ("}", "]"):
                if not number:
                    found[path] = begin[0], (begin.start(), token.end())
                return
            first = next(tokens) if token[0] == "," else token
            if begin[0] == "{":
                next(tokens)
                read((*path, json.loads(first[0])), next(tokens))
            else:
                read((*path, number), first)

    read((), next(tokens))
    return found


def _texts(one: str, two: str) -> tuple[Places, Places]:
    """The words in which two texts differ."""
    parts = [list(PART.finditer(text)) for text in (one, two)]
    found: tuple[Places, Places] = ([], [])
    for several in _unlike(*([part[0] for part in several] for several in parts)):
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

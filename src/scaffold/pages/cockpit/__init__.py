"""The page of `scaffold serve`: its files, and answers as it shows them. Everything from the apps stays text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from scaffold.core import exchanges
from scaffold.core.comparison import Answer, Both, Exchange, Piece
from scaffold.pages import compare
from scaffold.pages.compare import answers, code, safe

HERE = Path(__file__).parent
HTML, CSS, JS, SVG = (f"{kind}; charset=utf-8" for kind in "text/html text/css text/javascript image/svg+xml".split())
SCRIPTS = ("cockpit", "cards", "chain", "code", "dock", "experiments", "logs", "mistakes", "parts", "room", "statuses")
STYLES = ("cockpit", "overlay", "room")
# Why some are those of the comparison: both pages are of one house, and have one palette and one theme.
FILES = {
    "": (HERE / "page.html", HTML),
    "icon.svg": (HERE / "icon.svg", SVG),
    "base.css": (compare.HERE / "style/base.css", CSS),
    "head.js": (compare.HERE / "script/head.js", JS),
    "base.js": (compare.HERE / "script/base.js", JS),
    **{f"{name}.js": (HERE / f"{name}.js", JS) for name in SCRIPTS},
    **{f"{name}.css": (HERE / f"{name}.css", CSS) for name in STYLES},
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
INDENT = "  "


def file(name: str) -> tuple[str, bytes] | None:
    """The type and the bytes of a file of the page; None when it has no such file."""
    if name not in FILES:
        return None
    path, kind = FILES[name]
    return kind, path.read_bytes()


def shown(exchange: Exchange) -> Both[dict[str, Any]]:
    """Both answers: of headers those that differ or are what an answer is about; of the others the names."""
    same = answers.agreed(exchange)
    sides = (exchange.answers.flask, exchange.differs.flask), (exchange.answers.express, exchange.differs.express)
    flask, express = (_side(exchange, answer, marks, same) for answer, marks in sides)
    return Both(flask, express)


def _side(exchange: Exchange, answer: Answer, differs: Sequence[exchanges.Span], same: set[str]) -> dict[str, Any]:
    marks: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in differs:
        marks.setdefault(number, []).append((start, end))
    heads = dict(enumerate((name.lower() for name, _ in answer.headers), 2))
    told = [number for number, name in heads.items() if number in marks or name in answers.TELLING]
    rest = {name for number, name in heads.items() if number not in told}
    alike = {name for name in rest if name in same and not exchanges.is_native(exchange.request, name)}
    body = len(answer.headers) + 3
    return {
        "status": answer.status,
        "reason": safe.line(answer.reason),
        "headers": [_parts(answer.lines[number - 1], marks.get(number, [])) for number in told],
        "body": [_parts(line, marks.get(number, [])) for number, line in enumerate(answer.lines[body - 1 :], body)],
        "alike": sorted(map(safe.line, alike)),
        "own": sorted(map(safe.line, rest - alike)),
    }


def _parts(line: str, marks: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A line in parts that are marked and parts that are not."""
    found, at = [], 0
    for start, end in sorted(marks):
        found += [(line[at:start], False), (line[max(at, start) : end], True)]
        at = max(at, end)
    return [(safe.line(text), is_marked) for text, is_marked in [*found, (line[at:], False)] if text]


def pane(pieces: Sequence[Piece], at: int) -> list[dict[str, Any]]:
    """Code of one side, each line in runs of equal class; `at` is the line that was asked for, 0 for none."""
    return [{"file": one.file, "lines": list(_coded(one, at))} for one in pieces]


def _coded(piece: Piece, at: int) -> Iterator[dict[str, Any]]:
    lines = [safe.line(line) for line in piece.lines]
    rows = code.split(code.tokens(piece.file, lines), len(lines))
    for number, runs in enumerate(rows, piece.start):
        yield {"number": number, "runs": runs, "mark": piece.marks.get(number, 0), "at": number == at}


def pretty(answer: Answer) -> Answer:
    """The answer with its JSON on lines of their own; each value, name and number stays as it was sent."""
    try:
        json.loads(answer.body)
    except (ValueError, RecursionError):
        return answer
    out, depth, before = [], 0, ""
    for found in exchanges.TOKEN.finditer(answer.body):
        part = found[0]
        opened, closes = before in ("{", "["), part in ("}", "]")
        depth -= closes
        if before == "," or (before and opened != closes and (opened or closes)):
            out.append("\n" + INDENT * depth)
        out.append(": " if part == ":" else part)
        depth += part in ("{", "[")
        before = part
    return replace(answer, body="".join(out))

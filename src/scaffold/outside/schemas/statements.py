"""Cuts a file of SQL into statements, and the body of one into its parts, each with its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_STRING = r"'[^']*(?:''[^']*)*'"
_ESCAPED = r"'[^'\\]*(?:(?:''|\\.)[^'\\]*)*'"
_QUOTED = r'"[^"]*(?:""[^"]*)*"|`[^`]*`'
_COMMENT = r"--[^\n]*|/\*.*?\*/"
_PIECES = {
    "mysql": rf"{_ESCAPED}|{_QUOTED}|(?P<comment>#[^\n]*|{_COMMENT})",
    "postgresql": rf"\b[eE]{_ESCAPED}|{_STRING}|{_QUOTED}|(?P<comment>{_COMMENT})|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$",
    "sqlite": rf"{_STRING}|{_QUOTED}|\[[^\]\n]*\]|(?P<comment>{_COMMENT})",
}
_LEXERS = {dialect: re.compile(rf"{pieces}|[;(),]", re.DOTALL) for dialect, pieces in _PIECES.items()}
_WANTED = re.compile(
    r"(CREATE\s+(OR\s+REPLACE\s+)?((GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|FOREIGN|VIRTUAL|UNIQUE|FULLTEXT|SPATIAL)\s+)*"
    r"(TABLE|INDEX|TYPE|DOMAIN)|ALTER\s+TABLE|DROP\s+TABLE)\b",
    re.IGNORECASE,
)
_COPY = re.compile(r"COPY\b.*\bFROM\s+stdin\b", re.IGNORECASE | re.DOTALL)
_COPIED = re.compile(r"^\\\.\r?$", re.MULTILINE)
_DELIMITED = re.compile(r"DELIMITER\s+(?!;\s*$)\S+.*?(^DELIMITER\s+;\s*$|\Z)", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"(\\|DELIMITER\b|GO\s*$)[^\n]*", re.IGNORECASE | re.MULTILINE)
_VERSIONED = re.compile(r"/\*M?!\d*(.*?)\*/", re.DOTALL)
_BLANK = re.compile(r"[^\n]")


@dataclass(frozen=True)
class Part:
    """A piece of SQL without its comments, and the line on which it starts."""

    text: str
    line: int


def statements(text: str, dialect: str) -> Iterator[Part]:
    """The statements that make tables, in order; data and all else that a dump has is passed over."""
    if dialect == "mysql":
        text = _VERSIONED.sub(_as_code, text)
    lexer, lines = _LEXERS[dialect], _Lines(text)
    at = 0
    while (at := _start(text, at, lexer)) < len(text):
        if noise := _DELIMITED.match(text, at) or _LINE.match(text, at):
            at = noise.end()
            continue
        end, comments = _end(text, at, lexer)
        if _WANTED.match(text, at):
            yield Part(_without(text, at, end, comments), lines.of(at))
        elif _COPY.match(text, at, end) and (copied := _COPIED.search(text, end)):
            end = copied.end()
        at = end + 1


def _as_code(match: re.Match[str]) -> str:
    """What MySQL reads of a versioned comment, at the same place."""
    before = match.start(1) - match.start()
    return f"{' ' * before}{match[1]}  "


def _start(text: str, at: int, lexer: re.Pattern[str]) -> int:
    """Where the next statement starts: behind blanks, comments and lone semicolons."""
    while at < len(text):
        match = lexer.match(text, at)
        if match and (match["comment"] or match[0] == ";"):
            at = match.end()
        elif text[at].isspace():
            at += 1
        else:
            break
    return at


def _end(text: str, at: int, lexer: re.Pattern[str]) -> tuple[int, list[tuple[int, int]]]:
    comments: list[tuple[int, int]] = []
    for match in lexer.finditer(text, at):
        if match[0] == ";":
            return match.start(), comments
        if match["comment"]:
            comments.append(match.span())
    return len(text), comments


def _without(text: str, at: int, end: int, comments: list[tuple[int, int]]) -> str:
    """The statement with blanks for its comments. Why blanks: whatever follows stays on its line."""
    parts = []
    for first, last in comments:
        parts += [text[at:first], _BLANK.sub(" ", text[first:last])]
        at = last
    return "".join([*parts, text[at:end]])


class _Lines:
    """Which line a place of a text is on."""

    def __init__(self, text: str) -> None:
        self.ends = [match.start() for match in re.finditer("\n", text)]

    def of(self, at: int) -> int:
        return bisect_right(self.ends, at - 1) + 1


def body(statement: Part, at: int, dialect: str) -> tuple[list[Part], str]:
    """The parts between the parentheses that open at a place, and what follows them."""
    found: list[Part] = []
    depth, first = 0, at + 1
    for match in _LEXERS[dialect].finditer(statement.text, at):
        mark = match[0]
        depth += (mark == "(") - (mark == ")")
        if (mark == "," and depth == 1) or (mark == ")" and not depth):
            found.append(part(statement, first, match.start()))
            first = match.end()
        if mark == ")" and not depth:
            return [one for one in found if one.text], statement.text[first:]
    return [one for one in [*found, part(statement, first, len(statement.text))] if one.text], ""


def listed(statement: Part, at: int, dialect: str) -> list[Part]:
    """The parts from a place to the end of a statement, as `ALTER TABLE` has its actions."""
    inner = Part(f"({statement.text[at:]})", statement.line + statement.text.count("\n", 0, at))
    return body(inner, 0, dialect)[0]


def part(statement: Part, first: int, last: int) -> Part:
    """A stretch of a statement without the blanks around it."""
    text = statement.text[first:last]
    skipped = len(text) - len(text.lstrip())
    return Part(text.strip(), statement.line + statement.text.count("\n", 0, first + skipped))

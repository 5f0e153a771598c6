"""Lines of code with eight classes of words, merged into runs: a tenth of what a highlighter writes by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from . import safe

if TYPE_CHECKING:
    from pygments.lexer import Lexer

# Why in this order: the first that a token belongs to wins.
CLASSES = (
    ("Comment", "c"),
    ("String.Doc", "c"),
    ("String.Interpol", ""),
    ("String", "s"),
    ("Number", "n"),
    ("Name.Decorator", "k"),
    ("Name.Function", "f"),
    ("Name.Class", "t"),
    ("Name.Exception", "t"),
    ("Name.Builtin", "b"),
    ("Name.Tag", "f"),
    ("Name.Attribute", "f"),
    ("Keyword.Type", "t"),
    ("Keyword", "k"),
    ("Operator.Word", "k"),
)


# Columns that a phone has for code, and for a word of it; after which signs a longer one may end.
NARROW, SHORT = 28, 8
WORD = re.compile(r"\S+")
ENDS = re.compile(r"[.,(\[{=:/|](?=[\w\"'`$(\[{])")


def lines(file: str, given: Sequence[str]) -> list[str]:
    """The lines as HTML, without their ends."""
    shown = [safe.line(line) for line in given]
    return [line(runs, breaks(text)) for text, runs in zip(shown, split(tokens(file, shown), len(shown)), strict=True)]


def breaks(text: str) -> list[int]:
    """Where a line may end besides its blanks, so that a phone breaks no word."""
    indent = len(text) - len(text.lstrip())
    found: list[int] = []
    for word in WORD.finditer(text):
        last = word.start()
        for sign in ENDS.finditer(text, *word.span()) if indent + len(word[0]) > NARROW else ():
            # Why not each: it costs five bytes.
            if sign.end() - last >= SHORT:
                found.append(last := sign.end())
    return found


def line(runs: Sequence[tuple[str, str]], ends: Sequence[int]) -> str:
    found, at = [], 0
    for name, word in runs:
        cuts = [0, *(end - at for end in ends if at < end <= at + len(word)), len(word)]
        parts = [escape(word[start:end], quote=False) for start, end in pairwise(cuts)]
        found.append(span(name, "<wbr>".join(parts)))
        at += len(word)
    return "".join(found)


def tokens(file: str, given: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Words with their class; the ends of lines are words too."""
    found = lexer(file.rsplit("/", 1)[-1])
    for kind, word in found.get_tokens("\n".join(given)):
        yield named(kind), word


@lru_cache(maxsize=512)
def lexer(name: str) -> Lexer:
    """What takes a file of this name apart: plain text where nobody knows."""
    from pygments.lexers import find_lexer_class_for_filename  # noqa: PLC0415
    from pygments.lexers.special import TextLexer  # noqa: PLC0415

    options: dict[str, Any] = {"stripnl": False, "ensurenl": False}
    found = find_lexer_class_for_filename(name) or TextLexer
    return found(**options)


@lru_cache(maxsize=512)
def named(kind: Any) -> str:
    from pygments.token import string_to_tokentype  # noqa: PLC0415

    return next((name for parent, name in CLASSES if kind in string_to_tokentype(parent)), "")


def split(words: Iterator[tuple[str, str]], count: int) -> list[list[tuple[str, str]]]:
    """Runs of equal class, line by line; blanks go with what stands before them."""
    rows: list[list[tuple[str, str]]] = [[]]
    for name, word in words:
        for number, part in enumerate(word.split("\n")):
            if number:
                rows.append([])
            row = rows[-1]
            if part and row and (row[-1][0] == name or not part.strip()):
                row[-1] = (row[-1][0], row[-1][1] + part)
            elif part:
                row.append((name, part))
    return (rows + [[]] * count)[:count]


def span(name: str, html: str) -> str:
    if not name:
        return html
    # Why no class: keywords are the most.
    return f"<i>{html}</i>" if name == "k" else f"<i class={name}>{html}</i>"

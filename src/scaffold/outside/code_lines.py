"""Counts the lines of a file that are code: not empty, and not only a comment or a docstring."""

from __future__ import annotations

import io
import time
import token
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from . import folder

if TYPE_CHECKING:
    from tree_sitter import Language, Query

PYTHON = (".py",)
SCRIPT = (".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx")
# Bytes. Why: what is larger was not written by a person.
LARGEST = 256_000
# Why: a file of a person is parsed in milliseconds, one that is hard to parse may take any time.
SECONDS = 0.5
SPACE = {token.INDENT, token.DEDENT, token.NEWLINE, tokenize.NL, tokenize.COMMENT, token.ENDMARKER, tokenize.ENCODING}


def count(file: Path) -> int:
    """The lines of code in a Python, TypeScript or JavaScript file; 0 for one that cannot be read."""
    content = folder.read(str(file), LARGEST)
    if content is None or len(content) > LARGEST:
        return 0
    text = content.decode("utf-8", "replace")
    return len(set(_python(text))) if file.suffix in PYTHON else _script(text, file.suffix)


def _python(text: str) -> Iterator[int]:
    """The numbers of lines with code; up to the first mistake when there is one."""
    statement: list[tokenize.TokenInfo] = []
    try:
        for found in tokenize.generate_tokens(io.StringIO(text).readline):
            if found.type not in SPACE:
                statement.append(found)
            elif found.type == token.NEWLINE:
                # Why: a text that is a whole statement is a docstring, which other languages have as a comment.
                if [one.type for one in statement] != [token.STRING]:
                    yield from (line for one in statement for line in range(one.start[0], one.end[0] + 1))
                statement.clear()
    except (tokenize.TokenError, SyntaxError):
        return


def _script(text: str, suffix: str) -> int:
    from tree_sitter import Parser, QueryCursor  # noqa: PLC0415

    language, comments = _grammar(suffix in (".ts", ".mts", ".cts"))
    source = bytearray(text.encode())
    until = time.monotonic() + SECONDS
    try:
        root = (
            Parser(language)
            .parse(lambda at, _: bytes(source[at : at + 65536]), progress_callback=lambda *_: time.monotonic() > until)
            .root_node
        )
    except ValueError:
        return 0
    for comment in QueryCursor(comments).captures(root).get("one", ()):
        kept = bytes(byte for byte in source[comment.start_byte : comment.end_byte] if byte == 10)
        source[comment.start_byte : comment.end_byte] = kept.ljust(comment.end_byte - comment.start_byte)
    return sum(1 for line in source.splitlines() if line.strip())


@cache
def _grammar(typed: bool) -> tuple[Language, Query]:
    import tree_sitter_typescript as known  # noqa: PLC0415
    from tree_sitter import Language, Query  # noqa: PLC0415

    language = Language(known.language_typescript() if typed else known.language_tsx())
    return language, Query(language, "(comment) @one")

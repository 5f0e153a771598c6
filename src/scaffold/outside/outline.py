"""What a source file defines, in order: functions, classes, methods, types, constants, routes and tests."""

from __future__ import annotations

from pathlib import PurePosixPath

from scaffold.core.outlines import LIMIT, Symbol

from . import outline_python

_NAME_LIMIT = 200


def symbols(text: str, path: str) -> tuple[Symbol, ...]:
    """The outline of a file as `(kind, name, line)`; empty for a file in no language that is known.

    `kind` is `function`, `class`, `method`, `type`, `constant`, `route` (named `GET /api/posts/<key>`) or `test` (named
    by its sentence). A method is named with its class. Nothing is raised, whatever is in the text.
    """
    suffix = PurePosixPath(path).suffix.lower()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if suffix in (".py", ".pyi"):
        found = outline_python.symbols(text, path)
    elif suffix in (".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx"):
        # Why here: its parser takes long to load, and many files need none.
        from . import outline_typescript  # noqa: PLC0415

        found = outline_typescript.symbols(text, suffix)
    else:
        return ()
    ordered = sorted(dict.fromkeys(found), key=lambda symbol: symbol[2])[:LIMIT]
    return tuple((kind, name[:_NAME_LIMIT], line) for kind, name, line in ordered)

"""Which framework a project is for that scaffold did not make: the packages that it asks for tell."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Why this much: where packages are asked for is a small file.
SMALL = 200_000
FLASK = re.compile(r"\s*flask(?![\w.-])", re.IGNORECASE)
EXPRESS = ("dependencies", "devDependencies", "peerDependencies")


def framework(folder: Path) -> str:
    """`flask`, `express`, or nothing when neither is asked for. Flask where both are."""
    if any(FLASK.match(line) for line in _python(folder)):
        return "flask"
    return "express" if "express" in _node(folder) else ""


def _python(folder: Path) -> Iterator[str]:
    """The requirements of a Python project, one each."""
    try:
        found: Any = tomllib.loads(_text(folder / "pyproject.toml"))
    except (ValueError, RecursionError):
        found = {}
    declared = _table(found, "project")
    yield from _lines(declared.get("dependencies"))
    for table in (_table(declared, "optional-dependencies"), _table(found, "dependency-groups")):
        for lines in table.values():
            yield from _lines(lines)
    yield from _table(found, "tool", "poetry", "dependencies")
    for path in sorted(folder.glob("requirements*")):
        yield from _text(path).splitlines()
    try:
        yield from _table(tomllib.loads(_text(folder / "Pipfile")), "packages")
    except (ValueError, RecursionError):
        return


def _node(folder: Path) -> set[str]:
    """The names of the packages of a Node project."""
    try:
        found: Any = json.loads(_text(folder / "package.json"))
    except (ValueError, RecursionError):
        return set()
    return {name for key in EXPRESS for name in _table(found, key)}


def _table(found: Any, *keys: str) -> dict[str, Any]:
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _lines(found: Any) -> list[str]:
    return [line for line in found if isinstance(line, str)] if isinstance(found, list) else []


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig", "replace") if path.is_file() and path.stat().st_size <= SMALL else ""
    except OSError:
        return ""

"""The lines of an import as a file of answers, with a comment for all that they do not say."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from .lines import Imported
from .notes import KINDS, Told

LANGUAGES = {"postgresql": "PostgreSQL", "mysql": "MySQL", "sqlite": "SQLite", "openapi": "OpenAPI"}
_WIDTH = 118


def document(name: str, found: Imported) -> tuple[str, ...]:
    """The lines of the file; `name` is what was read, as the comments have it."""
    own = {one.name for one in found.resources}
    beside: dict[str, list[Told]] = {}
    general: list[Told] = []
    for note in found.notes:
        # Why: what was left out has no line to stand above.
        apart = KINDS[note.kind][1] or note.resource not in own
        (general if apart else beside.setdefault(note.resource, [])).append(note)
    lines = [*_head(name, found), *_general(name, general), "resources:" if found.resources else "resources: []"]
    for one in found.resources:
        for note in sorted(beside.get(one.name, ()), key=lambda note: note.line):
            lines += _comment(f"{name}:{note.line}: {note.text}")
        lines.append(f"- {_scalar(str(one))}")
    return tuple(lines)


def _head(name: str, found: Imported) -> Iterator[str]:
    yield f"# {name} ({LANGUAGES[found.language]}): {summary(found)}."
    database = "" if found.language == "openapi" else f" --database {found.language}"
    yield f"# scaffold new NAME --answers FILE{database}"


def summary(found: Imported) -> str:
    """How much of what was found."""
    fields = sum(len(one.fields) for one in found.resources)
    what = _count(found.tables, "schema" if found.language == "openapi" else "table")
    return f"{what}, {_count(len(found.resources), 'resource')}, {_count(fields, 'field')}"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'s' * (number != 1)}"


def _general(name: str, notes: Sequence[Told]) -> Iterator[str]:
    """The comments at the top: one for each kind that is told together, and one for each of all others."""
    for kind, (about, how) in KINDS.items():
        some = sorted((note for note in notes if note.kind == kind), key=lambda note: note.line)
        if some and how:
            where = ", ".join(dict.fromkeys(str(note.line) for note in some))
            names = f": {', '.join(note.text for note in some)}" if how == "names" else f" ({len(some)})"
            yield from _comment(f"{name}:{where}: {about}{names}")
        elif not how:
            for note in some:
                yield from _comment(f"{name}:{note.line}: {note.text}")


def _comment(text: str) -> list[str]:
    plain = "".join(mark if mark.isprintable() else "?" for mark in text)
    wrapped = textwrap.wrap(plain, _WIDTH, break_long_words=False, break_on_hyphens=False, subsequent_indent="  ")
    return [f"# {line}" for line in wrapped]


def _scalar(line: str) -> str:
    """A line as YAML has it. Why not always in quotes: only a default can have a mark that means something there."""
    return f"'{line}'" if ": " in line or " #" in line or line.endswith(":") else line


def counted(notes: Sequence[Told]) -> tuple[str, ...]:
    """How many notes there are of each kind, as a person reads it."""
    numbers = [(sum(note.kind == kind for note in notes), about) for kind, (about, _) in KINDS.items()]
    wide = max((len(str(number)) for number, _ in numbers), default=1)
    return tuple(f"{number:>{wide}}  {about}" for number, about in numbers if number)

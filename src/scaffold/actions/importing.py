"""Reads a schema that is there, and tells it as resource lines."""

from __future__ import annotations

from pathlib import Path

from scaffold.core import model
from scaffold.core.importing import document
from scaffold.core.importing.lines import Imported, imported
from scaffold.core.importing.schema import Schema
from scaffold.core.names import shown
from scaffold.core.problem import Problem, nearest
from scaffold.core.result import Result, Section
from scaffold.outside.schemas import files

DIALECTS = ("postgresql", "mysql", "sqlite")


def read(path: Path, dialect: str | None) -> Result:
    """The lines of a file, or of standard input for `-`. Raises Problem when it has no table."""
    name = "stdin" if str(path) == files.STDIN else path.name
    found = imported(_schema(path, dialect))
    if not found.resources:
        raise _nothing(path, found)
    lines = model.read(map(str, found.resources))
    taken = f"Read {shown(name)} as {document.LANGUAGES[found.language]}"
    return Result(
        command="import",
        headline=f"{taken}: {document.summary(found)}",
        listing=(Section("", document.document(shown(name), found)),),
        sections=_sections(found),
        data={
            "file": name,
            "read_as": found.language,
            "tables": found.tables,
            "resources": list(lines),
            "notes": [
                {"kind": one.kind, "line": one.line, "resource": one.resource or None, "text": one.text}
                for one in found.notes
            ],
        },
    )


def _sections(found: Imported) -> tuple[Section, ...]:
    counted = document.counted(found.notes)
    return (Section("What no line says (the comments have each with its line):", counted),) if counted else ()


def _schema(path: Path, dialect: str | None) -> Schema:
    if dialect is not None and dialect not in DIALECTS:
        raise Problem(
            code="unknown-dialect",
            what=f"there is no dialect `{shown(dialect)}`",
            why="the dialects are " + ", ".join(f"`{one}`" for one in DIALECTS),
            fix=nearest(dialect.lower(), DIALECTS) or "leave `--dialect` out: it is told from the words of the file",
        )
    text = files.text(path)
    if dialect is None and files.is_document(path, text):
        from scaffold.outside.schemas import openapi  # noqa: PLC0415

        return openapi.read(text, str(path))
    # Why here: the parser is half of what the command costs.
    from scaffold.outside.schemas import dialects, sql  # noqa: PLC0415

    return sql.read(text, dialect or dialects.detect(text))


def _nothing(path: Path, found: Imported) -> Problem:
    """The problem of a file without a table that can be told."""
    wanted = "no schema with properties" if found.language == "openapi" else "no `CREATE TABLE`"
    language = document.LANGUAGES[found.language]
    why = "none of its tables has a field" if found.tables else f"it has {wanted} that can be read as {language}"
    told = f"; line {found.notes[0].line}: {found.notes[0].text}" if found.notes else ""
    return Problem(
        code="schema-empty",
        what=f"`{shown(str(path))}` has no table",
        why=f"{why}{told}",
        fix="give a dump of the schema: `pg_dump --schema-only`, `mysqldump --no-data` or `sqlite3 FILE .schema`",
    )

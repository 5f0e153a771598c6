"""Reads a file that has a schema, as text, and tells why one has none."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from scaffold.core.names import shown
from scaffold.core.problem import Problem

STDIN = "-"
LIMIT = 256 * 2**20
_GIVE = "give a file with `CREATE TABLE`, or an OpenAPI document; `-` reads standard input"
_KINDS = (
    (b"SQLite format 3\0", "it is a database of SQLite", "sqlite3 {} .schema | scaffold import -"),
    (b"PGDMP", "it is an archive of pg_dump", "pg_restore --schema-only --file=- {} | scaffold import -"),
    (b"\x1f\x8b", "it is compressed", "gunzip --stdout {} | scaffold import -"),
    (b"PK\x03\x04", "it is an archive", "unpack it first, and give what was in it"),
    (b"BZh", "it is compressed", "bunzip2 --stdout {} | scaffold import -"),
    (b"\x28\xb5\x2f\xfd", "it is compressed", "unzstd --stdout {} | scaffold import -"),
)
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_DOCUMENT = re.compile(r"""^\s*["']?(openapi|swagger|components|definitions|\$defs)["']?\s*:""", re.MULTILINE)


def text(path: Path) -> str:
    """What is in a file, or on standard input for `-`. Raises Problem when it is no text."""
    try:
        content = sys.stdin.buffer.read(LIMIT + 1) if str(path) == STDIN else _read(path)
    except OSError as error:
        raise Problem(
            code="schema-file",
            what=f"cannot read `{shown(str(path))}`",
            why=str(error.strerror or error).lower(),
            fix=_GIVE,
        ) from error
    if len(content) > LIMIT:
        raise Problem(
            code="schema-large",
            what=f"`{shown(str(path))}` is too large",
            why=f"it has more than {LIMIT // 2**20} MB",
            fix="leave the data out: `pg_dump --schema-only`, `mysqldump --no-data` or `sqlite3 FILE .schema`",
        )
    return _decoded(content, str(path))


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LIMIT + 1)


def _decoded(content: bytes, name: str) -> str:
    for start, why, fix in _KINDS:
        if content.startswith(start):
            raise _binary(name, why, fix.format(name))
    for start, encoding in _MARKS:
        if content.startswith(start):
            return content.decode(encoding, errors="replace")
    if b"\0" in content:
        raise _binary(name, "it has bytes that no text has", _GIVE)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # Why: old dumps are so, and all that a line takes from them is ASCII.
        return content.decode("latin-1")


def _binary(name: str, why: str, fix: str) -> Problem:
    return Problem(code="schema-binary", what=f"`{shown(name)}` is no text", why=why, fix=fix)


def is_document(path: Path, found: str) -> bool:
    """Whether a text is an OpenAPI document rather than SQL."""
    if path.suffix.lower() in (".json", ".yaml", ".yml") or found.lstrip()[:1] == "{":
        return True
    return bool(_DOCUMENT.search(found[:20_000])) and not re.search(r"\bCREATE\s+TABLE\b", found, re.IGNORECASE)

"""Reads what the body of a table has beside columns: keys, indexes, relations and checks."""

from __future__ import annotations

import re

from sqlglot import exp

from scaffold.core.importing.schema import Key, Table

from . import columns, expressions, keys, words
from .state import State
from .statements import Part, body

_NAMED = rf"(?:CONSTRAINT\s+(?:(?!PRIMARY\b|UNIQUE\b|FOREIGN\b|CHECK\b|EXCLUDE\b){words.NAME}\s+)?)?"
_KEY = re.compile(
    rf"{_NAMED}(?P<kind>PRIMARY\s+KEY|(?:UNIQUE|FULLTEXT|SPATIAL)(?:\s+(?:KEY|INDEX))?|KEY|INDEX)\b\s*"
    rf"(?P<nulls>NULLS\s+NOT\s+DISTINCT\s*|NULLS\s+DISTINCT\s*)?(?:{words.NAME}\s*)??(?:USING\s+\w+\s*)?(?=\()",
    re.IGNORECASE,
)
_USING_INDEX = re.compile(
    rf"{_NAMED}(?P<kind>PRIMARY\s+KEY|UNIQUE)\s+USING\s+INDEX\s+(?P<name>{words.NAME})", re.IGNORECASE
)
_RELATION = re.compile(rf"{_NAMED}FOREIGN\s+KEY\s*(?:{words.NAME}\s*)?(?=\()", re.IGNORECASE)
_CHECK = re.compile(rf"{_NAMED}CHECK\s*(?=\()", re.IGNORECASE)
_OTHER = re.compile(rf"{_NAMED}(?P<kind>EXCLUDE|PERIOD)\b", re.IGNORECASE)


def read(state: State, table: Table, part: Part) -> bool:
    """Puts a constraint into its table; False when the part is none, and so a column."""
    if match := _KEY.match(part.text):
        _key(state, table, part, match)
    elif match := _USING_INDEX.match(part.text):
        _using_index(state, table, match)
    elif match := _RELATION.match(part.text):
        _relation(state, table, part, match.end())
    elif match := _CHECK.match(part.text):
        _check(state, table, part, match.end())
    elif match := _OTHER.match(part.text):
        state.tell("key", part.line, table.name, part.text, "no line has such a constraint")
    else:
        return False
    return True


def _key(state: State, table: Table, part: Part, match: re.Match[str]) -> None:
    kind = match["kind"].upper().split()[0]
    inside, _ = body(part, match.end(), state.language)
    over = keys.over(inside, state.dialect)
    if kind == "PRIMARY" and not over.broken:
        table.primary = over.columns
        return
    if kind in ("FULLTEXT", "SPATIAL"):
        over = keys.Over((), broken=f"it is {kind.lower()}")
    if kind == "UNIQUE" and (match["nulls"] or "").upper().split()[1:2] == ["NOT"]:
        state.tell("null", part.line, table.name, part.text, "nulls are not compared here")
    put(state, table, over, part, unique=kind == "UNIQUE")


def put(state: State, table: Table, over: keys.Over, part: Part, *, unique: bool) -> Key | None:
    """Gives a table a key or an index, and tells what of it is lost."""
    if over.broken:
        state.tell("index", part.line, table.name, part.text, over.broken)
        return None
    if unique and over.prefix:
        # Why not unique: two rows that begin alike would be refused there, and whole values are compared here.
        state.tell("index", part.line, table.name, part.text, "no line compares the first letters only")
        unique = False
    elif over.lost:
        state.tell("index-detail", part.line, table.name, part.text, over.lost)
    key = Key(over.columns, part.line, unique, over.folded)
    table.keys.append(key)
    return key


def _using_index(state: State, table: Table, match: re.Match[str]) -> None:
    key = state.indexes.get(words.plain(match["name"]).lower())
    if key and match["kind"].upper().startswith("PRIMARY"):
        table.primary = key.columns


def _relation(state: State, table: Table, part: Part, at: int) -> None:
    inside, rest = body(part, at, state.language)
    own = tuple(words.plain(one.text).lower() for one in inside)
    said = expressions.definition(columns.NOISE.sub(" ", rest), state.dialect)
    found = [one for one in said or () if isinstance(one, exp.Reference)]
    if not found:
        state.tell("statement", part.line, table.name, part.text, "it cannot be read")
        return
    table.relations.append(columns.relation(own, found[0], part.line))


def _check(state: State, table: Table, part: Part, at: int) -> None:
    inside, _ = body(part, at, state.language)
    read = expressions.read(f"({', '.join(one.text for one in inside)})", state.dialect)
    if read is None:
        state.tell("check", part.line, table.name, part.text, "it cannot be read")
        return
    columns.put_limits(state, table, read, part.line)

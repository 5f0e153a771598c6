"""Reads one column of a table."""

from __future__ import annotations

import re

from sqlglot import exp

from scaffold.core.importing.schema import Column, Default, Key, Limit, Relation, Table

from . import expressions, words
from .state import State
from .statements import Part, body

_NAMED = re.compile(rf"(?P<name>{words.NAME})\s*(?P<rest>.*)", re.DOTALL)
_GENERATED = re.compile(r"\b(GENERATED\s+ALWAYS\s+)?AS\s*(?=\()|\bAS\s+ROW\s+(START|END)\b", re.IGNORECASE)
_IDENTITY = re.compile(
    r"\bGENERATED\s+(ALWAYS|BY\s+DEFAULT)(\s+ON\s+NULL)?\s+AS\s+IDENTITY\b(\s*\(\.*\))?", re.IGNORECASE
)
_COUNTED = re.compile(r"\bAUTO_?INCREMENT\b", re.IGNORECASE)
_NOT_NULL = re.compile(r"\bNOT\s+NULL\b", re.IGNORECASE)
# What says nothing about the values, and what the parser does not know.
NOISE = re.compile(
    r"\bON\s+CONFLICT\s+\w+|\b(?:IN)?VISIBLE\b|\bSRID\s+\d+|\bSTORAGE\s+\w+|\bCOLUMN_FORMAT\s+\w+|\bCOMPRESSION\s+\w+|"
    r"\bNOT\s+DEFERRABLE\b|\bDEFERRABLE\b|\bINITIALLY\s+\w+|\bNO\s+INHERIT\b|\bAUTO_?INCREMENT\b|\bNOT\s+VALID\b|"
    r"\bMATCH\s+(?:FULL|SIMPLE|PARTIAL)\b|\bKEY_BLOCK_SIZE\b",
    re.IGNORECASE,
)
_SERIALS = {"smallserial", "serial", "bigserial", "serial2", "serial4", "serial8"}


def read(state: State, table: Table, part: Part) -> None:
    """Puts the column of a part into its table, with the keys and relations that it brings."""
    match = _NAMED.fullmatch(part.text)
    if not match:
        state.tell("statement", part.line, table.name, part.text, "it cannot be read")
        return
    typed, rest = words.split(match["rest"])
    column = Column(words.plain(match["name"]), words.kind(typed), part.line)
    column.automatic = column.kind.word in _SERIALS
    table.columns[column.name.lower()] = column
    say(state, table, column, rest)


def say(state: State, table: Table, column: Column, rest: str) -> None:
    """Gives a column what stands behind its type."""
    outside = words.masked(rest)
    if identity := _IDENTITY.search(outside):
        column.automatic = True
        rest = rest[: identity.start()] + rest[identity.end() :]
    elif computed := _GENERATED.search(outside):
        column.generated = True
        column.small = _small(state, rest[computed.end() :])
        rest = rest[: computed.start()]
    column.automatic = column.automatic or bool(_COUNTED.search(outside))
    said = expressions.definition(NOISE.sub(" ", rest), state.dialect)
    if said is None:
        state.tell("statement", column.line, table.name, f"{column.name} … {rest}", "only its type can be read")
        column.required = bool(_NOT_NULL.search(outside))
    for one in said or ():
        _say(state, table, column, one)


def _small(state: State, rest: str) -> str:
    """The column whose letters a generated one makes small."""
    inside, _ = body(Part(rest, 0), 0, state.language) if rest.startswith("(") else ([], "")
    read = expressions.read(inside[0].text, state.dialect) if len(inside) == 1 else None
    return (expressions.folded(read) if read is not None else None) or ""


def _say(state: State, table: Table, column: Column, one: exp.Expr) -> None:
    name = column.name.lower()
    if isinstance(one, exp.NotNullColumnConstraint):
        column.required = not one.args.get("allow_null")
    elif isinstance(one, exp.PrimaryKeyColumnConstraint):
        table.primary = (name,)
    elif isinstance(one, exp.UniqueColumnConstraint):
        table.keys.append(Key((name,), column.line, unique=True))
    elif isinstance(one, exp.DefaultColumnConstraint):
        try:
            put_default(column, expressions.default(one.this, state.dialect))
        except RecursionError:
            state.tell("default", column.line, table.name, column.name, "its default is nested too deeply")
    elif isinstance(one, exp.CheckColumnConstraint):
        put_limits(state, table, one.this, column.line, column)
    elif isinstance(one, exp.CollateColumnConstraint):
        column.folded = one.this.name.lower() == "nocase"
    elif isinstance(one, exp.Reference):
        table.relations.append(relation((name,), one, column.line))


def put_default(column: Column, default: Default | None) -> None:
    """Gives a column its default; one that counts is the database's own."""
    if default and default.kind == "sequence":
        column.automatic = True
    else:
        column.default = default


def relation(columns: tuple[str, ...], reference: exp.Expr, line: int) -> Relation:
    """What a `REFERENCES` says."""
    target = reference.this
    to = [one.name.lower() for one in target.expressions] if isinstance(target, exp.Schema) else []
    table = target.this if isinstance(target, exp.Schema) else target
    options = [str(one).lower() for one in reference.args.get("options") or ()]
    rule = next((one.removeprefix("on delete ").split(" (")[0] for one in options if one.startswith("on delete")), "")
    path = ".".join(part.name for part in table.parts)
    return Relation(columns, path.lower(), line, tuple(to), rule)


def put_limits(state: State, table: Table, check: exp.Expr, line: int, own: Column | None = None) -> None:
    """Gives the columns of a table what a check asks of them; a part that is no limit of one is told."""
    try:
        _put_limits(state, table, check, line, own)
    except RecursionError:
        state.tell("check", line, table.name, "CHECK", "it is nested too deeply")


def _put_limits(state: State, table: Table, check: exp.Expr, line: int, own: Column | None) -> None:
    for one in expressions.limits(check, line):
        found = None
        if isinstance(one, Limit):
            # Why `value`: a domain calls what it is about so.
            same = own and one.column in (own.name.lower(), "value")
            found = own if same else table.columns.get(one.column)
        if found and isinstance(one, Limit):
            found.limits.append(one)
        else:
            shown = check if isinstance(one, Limit) else one
            state.tell("check", line, table.name, shown.sql(dialect=state.dialect))

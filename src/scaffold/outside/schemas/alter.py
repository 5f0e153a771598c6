"""Reads what `ALTER TABLE` says of a table that is there."""

from __future__ import annotations

import re

from scaffold.core.importing.schema import Table

from . import columns, constraints, expressions, words
from .state import State
from .statements import Part, listed

_N = words.NAME
_ALTER = re.compile(rf"ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?(?P<path>{words.PATH})\s*\*?\s*", re.IGNORECASE)
_ADD = re.compile(
    r"ADD\s+(?!GENERATED\b)(?:COLUMN\s+)?(?:IF\s+NOT\s+EXISTS\s+)?(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_COLUMN = re.compile(
    rf"ALTER\s+(?:COLUMN\s+)?(?P<name>{_N})\s+(?:SET\s+DEFAULT\s+(?P<value>.*)|(?P<required>SET\s+NOT\s+NULL)|"
    r"(?P<optional>DROP\s+NOT\s+NULL)|(?P<bare>DROP\s+DEFAULT)|(?P<counted>ADD\s+GENERATED\b.*)|"
    r"(?:SET\s+DATA\s+)?TYPE\s+(?P<type>.*?)(?:\s+USING\b.*)?)$",
    re.IGNORECASE | re.DOTALL,
)
_MODIFY = re.compile(rf"MODIFY\s+(?:COLUMN\s+)?(?P<rest>{_N}\s.*)|CHANGE\s+(?:COLUMN\s+)?(?P<old>{_N})\s+(?P<new>.*)",
                     re.IGNORECASE | re.DOTALL)  # fmt: skip
_DROP = re.compile(rf"DROP\s+COLUMN\s+(?:IF\s+EXISTS\s+)?(?P<name>{_N})", re.IGNORECASE)
_RENAME = re.compile(rf"RENAME\s+(?:COLUMN\s+)?(?P<old>{_N})\s+TO\s+(?P<new>{_N})$", re.IGNORECASE)
_RENAME_TABLE = re.compile(r"RENAME\s+(TO|AS)\b", re.IGNORECASE)
_PARTITION = re.compile(r"(ATTACH\s+PARTITION|INHERIT)\s+(?P<path>" + words.PATH + ")", re.IGNORECASE)


def read(state: State, statement: Part) -> None:
    """Does to a table what a statement says; what has no part in what a line says is passed over."""
    match = _ALTER.match(statement.text)
    if not match:
        return
    table = state.table(match["path"])
    if attached := _PARTITION.match(statement.text, match.end()):
        _attach(state, match["path"], attached, statement.line)
    elif table:
        for action in listed(statement, match.end(), state.language):
            _act(state, table, action)


def _attach(state: State, path: str, attached: re.Match[str], line: int) -> None:
    """A partition has the rows of another table, so it is none of its own."""
    partition = path if attached[1].upper() == "INHERIT" else attached["path"]
    if attached[1].upper() != "INHERIT" and state.table(partition):
        state.drop(partition)
        name = words.names(partition)[-1]
        state.tell("partition", line, name, name)


def _act(state: State, table: Table, action: Part) -> None:
    if match := _COLUMN.match(action.text):
        _change(state, table, match, action)
    elif match := _ADD.match(action.text):
        rest = Part(match["rest"], action.line)
        if not constraints.read(state, table, rest):
            columns.read(state, table, rest)
    elif match := _MODIFY.match(action.text):
        _redefine(state, table, match, action)
    elif match := _DROP.match(action.text):
        table.columns.pop(words.plain(match["name"]).lower(), None)
    elif match := _RENAME.match(action.text):
        old, new = (words.plain(match[one]) for one in ("old", "new"))
        if column := table.columns.get(old.lower()):
            column.name = new
            table.columns = {one.name.lower(): one for one in table.columns.values()}
    elif _RENAME_TABLE.match(action.text):
        state.tell("statement", action.line, table.name, action.text, "the name that it had is taken")


def _change(state: State, table: Table, match: re.Match[str], action: Part) -> None:
    column = table.columns.get(words.plain(match["name"]).lower())
    if column is None:
        return
    if match["value"]:
        read = expressions.read(match["value"], state.dialect)
        if read is not None:
            columns.put_default(column, expressions.default(read, state.dialect))
    elif match["required"]:
        column.required = True
    elif match["optional"]:
        column.required = False
    elif match["bare"]:
        column.default = None
    elif match["counted"]:
        column.automatic = True
    elif match["type"]:
        column.kind = words.kind(match["type"])


def _redefine(state: State, table: Table, match: re.Match[str], action: Part) -> None:
    """A column said anew keeps its place."""
    if match["old"]:
        old, rest = words.plain(match["old"]).lower(), match["new"]
    else:
        rest = match["rest"]
        old = words.plain(re.match(_N, rest)[0]).lower()  # type: ignore[index]
    order = list(table.columns)
    before = set(order)
    columns.read(state, table, Part(re.sub(rf"\s+(FIRST|AFTER\s+{_N})$", "", rest, flags=re.IGNORECASE), action.line))
    added = [name for name in table.columns if name not in before]
    if added and old in table.columns:
        order[order.index(old)] = added[0]
        table.columns = {name: table.columns[name] for name in order}

"""Reads what the operations of Alembic do to indexes and constraints."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from . import statements
from .schema import FOREIGN, INDEX, UNIQUE, Made, Schema

# Where the table stands among the words of an operation, outside a batch.
TABLE_AT = {
    "create_index": 1,
    "create_unique_constraint": 1,
    "create_foreign_key": 1,
    "alter_column": 0,
    "drop_column": 0,
}


def read_file(schema: Schema, text: str) -> None:
    """Follows the way up of one migration; one that is no Python changes nothing."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return
    for one in body:
        if isinstance(one, ast.FunctionDef) and one.name == "upgrade":
            for call, table in _calls(one.body, None):
                _follow(schema, call, table)


def _calls(body: list[ast.stmt], table: str | None) -> Iterator[tuple[ast.Call, str | None]]:
    """The calls, in their order, with the table of the batch that they are in."""
    for one in body:
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call):
            yield one.value, table
        elif isinstance(one, ast.With):
            batch = one.items[0].context_expr
            named = isinstance(batch, ast.Call) and _called(batch) == "batch_alter_table"
            yield from _calls(one.body, _value(batch.args[0]) if named and isinstance(batch, ast.Call) else table)
        elif isinstance(one, ast.If):
            yield from _calls([*one.body, *one.orelse], table)


def _follow(schema: Schema, call: ast.Call, batch: str | None) -> None:
    called = _called(call)
    words = {word.arg: _value(word.value) for word in call.keywords}
    given = [_value(argument) for argument in call.args]
    if batch and called in TABLE_AT:
        given.insert(TABLE_AT[called], batch)
    match called, given:
        case "create_index", [str(name), str(table), list(columns), *_]:
            schema.made[name] = Made(INDEX, table, _columns(columns), unique_index=words.get("unique") is True)
        case "create_unique_constraint", [str(name), str(table), list(columns), *_]:
            schema.made[name] = Made(UNIQUE, table, _columns(columns))
        case "create_foreign_key", [str(name), str(table), str(target), list(columns), list(remote), *_]:
            schema.made[name] = _key(table, target, columns, remote, words)
        case "drop_index" | "drop_constraint", [str(name), *_]:
            schema.made.pop(name, None)
        case "alter_column", [str(table), str(column), *_] if words.get("new_column_name"):
            schema.rename_column(table, column, words["new_column_name"])
        case "drop_column", [str(table), str(column), *_]:
            schema.drop_column(table, column)
        case "drop_table", [str(table), *_]:
            schema.drop_table(table)
        case "rename_table", [str(old), str(new), *_]:
            schema.rename_table(old, new)
        case "execute", [str(sql), *_]:
            statements.read(schema, sql)
        case "create_table", [str(table), *_]:
            _create_table(schema, table, call.args[1:])


def _create_table(schema: Schema, table: str, parts: list[ast.expr]) -> None:
    for part in parts:
        if not isinstance(part, ast.Call):
            continue
        words = {word.arg: _value(word.value) for word in part.keywords}
        given = [_value(argument) for argument in part.args]
        name = words.get("name")
        match _called(part), given:
            case "UniqueConstraint", [str(), *_] if isinstance(name, str):
                schema.made[name] = Made(UNIQUE, table, _columns(given))
            case "ForeignKeyConstraint", [list(columns), [str(remote), *_], *_] if isinstance(name, str):
                target, _, column = remote.rpartition(".")
                schema.made[name] = _key(table, target, columns, [column], words)


def _key(table: str, target: str, columns: list[Any], remote: list[Any], words: dict[str | None, Any]) -> Made:
    on_delete, on_update = (str(words.get(word) or "").lower() for word in ("ondelete", "onupdate"))
    there = str(remote[0])
    return Made(
        FOREIGN, table, _columns(columns), target=target, remote=there, on_delete=on_delete, on_update=on_update
    )


def _columns(values: list[Any]) -> tuple[str, ...]:
    return tuple(map(str, values))


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _value(node: ast.expr) -> Any:
    """What stands there as it is: a text, a list of texts, true or false; None for what is worked out."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.List | ast.Tuple):
        return [_value(one) for one in node.elts]
    # Why: `op.f("…")` is how Alembic writes a name that is whole.
    return _value(node.args[0]) if isinstance(node, ast.Call) and node.args and _called(node) in ("f", "text") else None

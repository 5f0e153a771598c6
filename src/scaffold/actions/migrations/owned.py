"""Takes along what a project's owner made: indexes and constraints of columns that the model does not know."""

from __future__ import annotations

from collections.abc import Sequence

from scaffold.core.renames import Index, Key, Renamed

from .schema import FOREIGN, UNIQUE, Made, Schema


def add(up: Sequence[Renamed], down: Sequence[Renamed], schema: Schema, framework: str) -> None:
    """Adds to both ways what has a name that the framework gives, and so another one afterwards."""
    tables = {one.old: one.new for one in up}
    back = {one.old: one for one in down}
    for table in up:
        known = {*(index.old for index in table.indexes), *(key.old for key in table.keys)}
        for name, made in schema.made.items():
            columns = tuple(dict(table.columns).get(column, column) for column in made.columns)
            for few in _conventions(framework, made):
                new = _name(framework, table.new, columns[:few], made)
                if made.table != table.old or name in known or name == new:
                    continue
                if name == _name(framework, table.old, made.columns[:few], made):
                    _put(table, name, new, made, columns, tables.get(made.target, made.target))
                    _put(back[table.new], new, name, made, made.columns, made.target)


def _put(table: Renamed, old: str, new: str, made: Made, columns: tuple[str, ...], target: str) -> None:
    if made.kind == FOREIGN:
        rules = {"remote": made.remote, "on_delete": made.on_delete, "on_update": made.on_update}
        table.keys.append(Key(old, new, columns, target, **rules))
    else:
        unique = made.kind == UNIQUE or made.unique_index
        table.indexes.append(Index(old, new, columns, unique, loose=made.unique_index))


def _conventions(framework: str, made: Made) -> set[int]:
    """How many columns may be in a name: with Flask the first, or all in a project that has a rule of several."""
    return {1, len(made.columns)} if framework == "flask" else {len(made.columns)}


def _name(framework: str, table: str, columns: tuple[str, ...], made: Made) -> str:
    """The name that the framework gives."""
    kind = UNIQUE if made.unique_index and framework == "express" else made.kind
    return "_".join([table, *columns, kind])

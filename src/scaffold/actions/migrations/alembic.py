"""Writes renames as an Alembic migration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from scaffold.core.renames import Key, Renamed
from scaffold.core.tables import CASCADE, SET_NULL

WIDTH = 88
# What parts arguments, but not what stands in a list.
APART = re.compile(r", (?![^\[]*\])")
RULES = {SET_NULL: "SET NULL", CASCADE: "CASCADE"}


def file(title: str, revision: str, after: str, up: Sequence[str], down: Sequence[str]) -> str:
    """The whole file."""
    lines = (
        f'"""{title}: the rows stay."""',
        "",
        "from alembic import op",
        "",
        f'revision = "{revision}"',
        f'down_revision = "{after}"',
        "branch_labels = None",
        "depends_on = None",
        "",
        "",
        "def upgrade() -> None:",
        *up,
        "",
        "",
        "def downgrade() -> None:",
        *down,
        "",
    )
    return "\n".join(lines)


def body(tables: Sequence[Renamed], database: str) -> list[str]:
    """The statements of one direction."""
    write = {"sqlite": _sqlite, "postgresql": _postgresql, "mysql": _mysql}[database]
    return list(write(tables))


def _sqlite(tables: Sequence[Renamed]) -> Iterator[str]:
    yield from _tables(tables)
    for table in tables:
        for old, new in table.columns:
            yield from _call("op.alter_column", _quoted(table.new, old), f'new_column_name="{new}"')
        for index in table.indexes:
            if not index.unique or index.loose:
                unique = ("unique=True",) * index.loose
                yield from _call("op.drop_index", _quoted(index.old, table.new))
                yield from _call("op.create_index", _quoted(index.new, table.new), _list(index.columns), *unique)
    for table in tables:
        yield from _made_anew(table)


def _made_anew(table: Renamed) -> Iterator[str]:
    """Why: SQLite cannot rename a constraint."""
    unique = [index for index in table.indexes if index.unique and not index.loose]
    if not unique and not table.keys:
        return
    ids = () if table.joins else ('table_kwargs={"sqlite_autoincrement": True}',)
    yield from _call("with op.batch_alter_table", f'"{table.new}"', *ids, tail=" as batch_op:")
    for index in unique:
        drop, create = "batch_op.drop_constraint", "batch_op.create_unique_constraint"
        yield from _call(drop, f'"{index.old}"', 'type_="unique"', indent=8)
        yield from _call(create, f'"{index.new}"', _list(index.columns), indent=8)
    for key in table.keys:
        drop, create = "batch_op.drop_constraint", "batch_op.create_foreign_key"
        yield from _call(drop, f'"{key.old}"', 'type_="foreignkey"', indent=8)
        yield from _call(create, f'"{key.new}"', *_refers(key), indent=8)


def _postgresql(tables: Sequence[Renamed]) -> Iterator[str]:
    yield from _tables(tables)
    for table in tables:
        for old, new in table.columns:
            yield from _call("op.alter_column", _quoted(table.new, old), f'new_column_name="{new}"')
        if table.old != table.new:
            yield from _execute(f"ALTER INDEX {table.old}_pkey RENAME TO {table.new}_pkey")
            if not table.joins:
                yield from _execute(f"ALTER SEQUENCE {table.old}_id_seq RENAME TO {table.new}_id_seq")
        for index in table.indexes:
            yield from _execute(f"ALTER INDEX {index.old} RENAME TO {index.new}")
        for key in table.keys:
            yield from _execute(f"ALTER TABLE {table.new} RENAME CONSTRAINT {key.old} TO {key.new}")


def _mysql(tables: Sequence[Renamed]) -> Iterator[str]:
    for table, key in _keys(tables):
        yield from _call("op.drop_constraint", _quoted(key.old, table.old), 'type_="foreignkey"')
    yield from _tables(tables)
    for table in tables:
        for old, new in table.columns:
            yield from _execute(f"ALTER TABLE {table.new} RENAME COLUMN {old} TO {new}")
        for index in table.indexes:
            yield from _execute(f"ALTER TABLE {table.new} RENAME INDEX {index.old} TO {index.new}")
    for table, key in _keys(tables):
        yield from _call("op.create_foreign_key", _quoted(key.new, table.new), *_refers(key))


def _tables(tables: Sequence[Renamed]) -> Iterator[str]:
    for table in tables:
        if table.old != table.new:
            yield from _call("op.rename_table", _quoted(table.old, table.new))


def _keys(tables: Sequence[Renamed]) -> Iterator[tuple[Renamed, Key]]:
    return ((table, key) for table in tables for key in table.keys)


def _refers(key: Key) -> tuple[str, ...]:
    on_delete = RULES.get(key.rule, key.on_delete.upper())
    rules = {"ondelete": on_delete, "onupdate": key.on_update.upper()}
    told = (f'{word}="{rule}"' for word, rule in rules.items() if rule)
    return (f'"{key.target}"', _list(key.columns), f'["{key.remote}"]', *told)


def _list(names: Sequence[str]) -> str:
    return f"[{_quoted(*names)}]"


def _quoted(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _execute(sql: str) -> Iterator[str]:
    line = f'    op.execute("{sql}")'
    if len(line) <= WIDTH:
        yield line
        return
    parts = [sql] if len(sql) <= WIDTH - 10 else wrap(sql, WIDTH - 11, break_long_words=False)
    yield "    op.execute("
    for number, part in enumerate(parts, 1):
        yield f'        "{part}{" " * (number < len(parts))}"'
    yield "    )"


def _call(head: str, *arguments: str, tail: str = "", indent: int = 4) -> Iterator[str]:
    """A call on one line when it fits, else broken as ruff breaks it."""
    space, inner = " " * indent, ", ".join(arguments)
    if len(line := f"{space}{head}({inner}){tail}") <= WIDTH:
        yield line
    elif len(line := f"{space}    {inner}") <= WIDTH:
        yield from (f"{space}{head}(", line, f"{space}){tail}")
    else:
        yield f"{space}{head}("
        yield from (f"{space}    {argument}," for argument in APART.split(inner))
        yield f"{space}){tail}"

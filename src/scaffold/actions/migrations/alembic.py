"""Writes renames as an Alembic migration."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap

from scaffold.core.renames import Index, Key, Renamed
from scaffold.core.tables import CASCADE, SET_NULL

WIDTH = 88
# An argument, with the commas of its text or its list.
ARGUMENT = re.compile(r"""(?:"[^"]*"|'[^']*'|\[[^\]]*\]|[^,"'\[])+""")
# What SQLite or PostgreSQL reserve, and yet a name that a field may have; MySQL reserves more than can be listed.
RESERVED = ("autoincrement", "binary", "current_catalog", "current_role", "current_schema")
# Why: SQLite's tables are made anew without such an index where the project's settings do not know of one any more.
IF_THERE = ("if_exists=True",)
RULES = {SET_NULL: "SET NULL", CASCADE: "CASCADE"}


def file(about: str, revision: str, after: str, up: Sequence[str], down: Sequence[str], *, sa: bool = False) -> str:
    """The whole file, which says first what it is about; `sa` is whether it needs SQLAlchemy itself."""
    lines = (
        f'"""{about}"""',
        "",
        *["import sqlalchemy as sa"] * sa,
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
            yield from call("op.alter_column", _quoted(table.new, old), f'new_column_name="{new}"')
        for index in table.indexes:
            if not _is_constraint(index):
                unique, columns = ("unique=True",) * index.unique, _list(index.columns)
                columns = lowered(index.columns[0], "sqlite") if index.folded else columns
                yield from call("op.drop_index", _quoted(index.old, table.new), *(IF_THERE * index.folded))
                yield from call("op.create_index", _quoted(index.new, table.new), columns, *unique)
    for table in tables:
        yield from _made_anew(table)


def _made_anew(table: Renamed) -> Iterator[str]:
    """Why: SQLite cannot rename a constraint."""
    unique = [index for index in table.indexes if _is_constraint(index)]
    if not unique and not table.keys and not table.checks:
        return
    ids = () if table.joins else ('table_kwargs={"sqlite_autoincrement": True}',)
    yield from call("with op.batch_alter_table", f'"{table.new}"', *ids, tail=" as batch_op:")
    for index in unique:
        drop, create = "batch_op.drop_constraint", "batch_op.create_unique_constraint"
        yield from call(drop, f'"{index.old}"', 'type_="unique"', indent=8)
        yield from call(create, f'"{index.new}"', _list(index.columns), indent=8)
    for key in table.keys:
        drop, create = "batch_op.drop_constraint", "batch_op.create_foreign_key"
        yield from call(drop, f'"{key.old}"', 'type_="foreignkey"', indent=8)
        yield from call(create, f'"{key.new}"', *_refers(key), indent=8)
    for check in table.checks:
        within = check_text(check.column, check.ends, "sqlite")
        yield from call("batch_op.drop_constraint", f'"{check.old}"', 'type_="check"', indent=8)
        yield from call("batch_op.create_check_constraint", f'"{check.new}"', within, indent=8)


def _is_constraint(index: Index) -> bool:
    return index.unique and not index.loose and not index.folded


def _postgresql(tables: Sequence[Renamed]) -> Iterator[str]:
    yield from _tables(tables)
    for table in tables:
        for old, new in table.columns:
            yield from call("op.alter_column", _quoted(table.new, old), f'new_column_name="{new}"')
        if table.old != table.new:
            yield from _execute(f"ALTER INDEX {table.old}_pkey RENAME TO {table.new}_pkey")
            if not table.joins:
                yield from _execute(f"ALTER SEQUENCE {table.old}_id_seq RENAME TO {table.new}_id_seq")
        for index in table.indexes:
            yield from _execute(f"ALTER INDEX {index.old} RENAME TO {index.new}")
        for old, new in table.constraints:
            yield from _execute(f"ALTER TABLE {table.new} RENAME CONSTRAINT {old} TO {new}")


def _mysql(tables: Sequence[Renamed]) -> Iterator[str]:
    for table, key in _keys(tables):
        yield from call("op.drop_constraint", _quoted(key.old, table.old), 'type_="foreignkey"')
    for table in tables:
        for check in table.checks:
            yield from call("op.drop_constraint", _quoted(check.old, table.old), 'type_="check"')
    yield from _tables(tables)
    for table in tables:
        # Why quoted: MySQL reserves more names than can be listed, such as `keys`.
        named = f"ALTER TABLE `{table.new}` RENAME"
        for old, new in (*table.columns, *table.lowered):
            yield from _execute(f"{named} COLUMN `{old}` TO `{new}`")
        for index in table.indexes:
            yield from _execute(f"{named} INDEX {index.old} TO {index.new}")
        for check in table.checks:
            within = check_text(check.column, check.ends, "mysql")
            yield from call("op.create_check_constraint", _quoted(check.new, table.new), within)
    for table, key in _keys(tables):
        yield from call("op.create_foreign_key", _quoted(key.new, table.new), *_refers(key))


def _tables(tables: Sequence[Renamed]) -> Iterator[str]:
    for table in tables:
        if table.old != table.new:
            yield from call("op.rename_table", _quoted(table.old, table.new))


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


def call(head: str, *arguments: str, tail: str = "", indent: int = 4) -> Iterator[str]:
    """A call on one line when it fits, else broken as ruff breaks it; a text that is too long is parted."""
    space, inner = " " * indent, ", ".join(arguments)
    if len(line := f"{space}{head}({inner}){tail}") <= WIDTH:
        yield line
    elif len(line := f"{space}    {inner}") <= WIDTH:
        yield from (f"{space}{head}(", line, f"{space}){tail}")
    else:
        yield f"{space}{head}("
        for argument in ARGUMENT.findall(inner):
            yield from _argument(argument.strip(), f"{space}    ")
        yield f"{space}){tail}"


def _argument(text: str, space: str) -> Iterator[str]:
    if len(line := f"{space}{text},") <= WIDTH or text[0] not in "\"'":
        yield line
        return
    *parts, last = wrap(text[1:-1], WIDTH - len(space) - 4, break_long_words=False)
    mark = text[0]
    yield from (f"{space}{mark}{part} {mark}" for part in parts)
    yield f"{space}{mark}{last}{mark},"


def plain(database: str) -> Callable[[str], str]:
    """How SQL that is written by hand has names."""
    if database == "mysql":
        return lambda name: f"`{name}`"
    return lambda name: f'"{name}"' if name in RESERVED else name


def text(sql: str) -> str:
    """SQL as a text of Python."""
    return f"'{sql}'" if '"' in sql else f'"{sql}"'


def lowered(column: str, database: str) -> str:
    """The columns of an index without regard to case."""
    sql = text(f"lower({plain(database)(column)})")
    return f"[sa.text({sql})]"


def check_text(column: str, ends: Sequence[str], database: str) -> str:
    """What a check says, as the models of a project have it."""
    numbers = [end.partition(" ")[2] for end in ends]
    name = plain(database)(column)
    return text(f"{name} BETWEEN {' AND '.join(numbers)}" if len(ends) > 1 else f"{name} {ends[0]}")

"""Writes renames as a migration of MikroORM: SQL of one database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scaffold.core.renames import Key, Renamed
from scaffold.core.tables import CASCADE

WIDTH = 88
# Why no `lower`: MikroORM reads no expression of an index from SQLite.
FOLDED_IN_SQLITE = " collate nocase"


def file(about: str, called: str, up: Sequence[str], down: Sequence[str]) -> str:
    """The whole file."""
    lines = (
        f"/** {about} */",
        'import { Migration } from "@mikro-orm/migrations";',
        "",
        f"export class {called} extends Migration {{",
        "  override up() {",
        *up,
        "  }",
        "",
        "  override down() {",
        *down,
        "  }",
        "}",
        "",
    )
    return "\n".join(lines)


def body(tables: Sequence[Renamed], database: str) -> list[str]:
    """The statements of one direction."""
    write = {"sqlite": _sqlite, "postgresql": _postgresql, "mysql": _mysql}[database]
    quote = "\\`" if database == "mysql" else '"'
    return [line for statement in write(tables) for line in _add(statement.replace('"', quote))]


def _add(sql: str) -> Sequence[str]:
    """One statement on one line when it fits, else as Biome breaks it."""
    line = f"    this.addSql(`{sql};`);"
    return (line,) if len(line) <= WIDTH else ("    this.addSql(", f"      `{sql};`,", "    );")


def _sqlite(tables: Sequence[Renamed]) -> Iterator[str]:
    yield from _tables_and_columns(tables)
    for table in tables:
        for index in table.indexes:
            kind = "unique index" if index.unique else "index"
            yield f'drop index {"if exists " * index.folded}"{index.old}"'
            columns = _listed(index.columns) + FOLDED_IN_SQLITE * index.folded
            yield f'create {kind} "{index.new}" on "{table.new}" ({columns})'


def _postgresql(tables: Sequence[Renamed]) -> Iterator[str]:
    yield from _tables_and_columns(tables)
    for table in tables:
        if table.old != table.new:
            yield f'alter index "{table.old}_pkey" rename to "{table.new}_pkey"'
            if not table.joins:
                yield f'alter sequence "{table.old}_id_seq" rename to "{table.new}_id_seq"'
        for index in table.indexes:
            yield f'alter index "{index.old}" rename to "{index.new}"'
        for old, new in table.constraints:
            yield f'alter table "{table.new}" rename constraint "{old}" to "{new}"'


def _mysql(tables: Sequence[Renamed]) -> Iterator[str]:
    for table, key in _keys(tables):
        yield f'alter table "{table.old}" drop foreign key "{key.old}"'
    for table in tables:
        for check in table.checks:
            yield f'alter table "{table.old}" drop constraint "{check.old}"'
    yield from _tables_and_columns(tables)
    for table in tables:
        for old, new in table.lowered:
            yield f'alter table "{table.new}" rename column "{old}" to "{new}"'
        for index in table.indexes:
            yield f'alter table "{table.new}" rename index "{index.old}" to "{index.new}"'
        for check in table.checks:
            within = " and ".join(f'"{check.column}" {end}' for end in check.ends)
            yield f'alter table "{table.new}" add constraint "{check.new}" check ({within})'
    for table, key in _keys(tables):
        refers = f'foreign key ({_listed(key.columns)}) references "{key.target}" ("{key.remote}"){_rules(key)}'
        yield f'alter table "{table.new}" add constraint "{key.new}" {refers}'


def _rules(key: Key) -> str:
    cascades = key.rule == CASCADE
    rules = {"update": CASCADE if cascades else key.on_update, "delete": key.rule or key.on_delete}
    return "".join(f" on {what} {rule}" for what, rule in rules.items() if rule)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _tables_and_columns(tables: Sequence[Renamed]) -> Iterator[str]:
    for table in tables:
        if table.old != table.new:
            yield f'alter table "{table.old}" rename to "{table.new}"'
    for table in tables:
        for old, new in table.columns:
            yield f'alter table "{table.new}" rename column "{old}" to "{new}"'


def _keys(tables: Sequence[Renamed]) -> Iterator[tuple[Renamed, Key]]:
    return ((table, key) for table in tables for key in table.keys)

"""Makes a table of SQLite anew without a column that a foreign key names: SQLite drops no such column."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from .statements import clauses

DROPPED = re.compile(
    r"^    this\.addSql\(\s*`alter table \\`(\w+)\\` drop column \\`(\w+)\\`;`,?\s*\);\n", re.MULTILINE
)


def without(text: str, database: Path) -> str:
    """The way up of a migration of MikroORM, for tables as they are in a database."""
    before, way_back, after = text.partition("  override down()")
    with closing(sqlite3.connect(database)) as connection:
        return DROPPED.sub(lambda match: _dropped(connection, match), before) + way_back + after


def _dropped(connection: sqlite3.Connection, match: re.Match[str]) -> str:
    table, column = match[1], match[2]
    keys = connection.execute(f"pragma foreign_key_list({table!r})").fetchall()
    if column not in (key[3] for key in keys):
        return match[0]
    return "".join(
        f"    this.addSql(`{sql.replace('`', chr(92) + '`')};`);\n" for sql in _anew(connection, table, column)
    )


def _anew(connection: sqlite3.Connection, table: str, column: str) -> list[str]:
    query = "select type, sql from sqlite_master where tbl_name = ? and sql is not null"
    found = connection.execute(query, (table,)).fetchall()
    made = next(sql for kind, sql in found if kind == "table")
    named = re.compile(rf"\b{column}\b")
    inner = made.partition("(")[2]
    own = (one for one in clauses(inner.rpartition(")")[0]) if not re.match(rf"\W?{column}\W", one))
    kept = [one for one in own if not (re.match(r"constraint|foreign", one, re.IGNORECASE) and named.search(one))]
    columns = [row[1] for row in connection.execute(f"pragma table_info({table!r})") if row[1] != column]
    listed = ", ".join(f"`{one}`" for one in columns)
    names = f"('{table}', '{table}__temp_alter')"
    return [
        "pragma foreign_keys = off",
        f"create table `{table}__temp_alter` ({', '.join(' '.join(one.split()) for one in kept)})",
        f"insert into `{table}__temp_alter` ({listed}) select {listed} from `{table}`",  # noqa: S608
        f"update sqlite_sequence set seq = (select max(seq) from sqlite_sequence where name in {names})"  # noqa: S608
        f" where name in {names}",
        f"drop table `{table}`",
        f"alter table `{table}__temp_alter` rename to `{table}`",
        *(sql for kind, sql in found if kind == "index" and not named.search(sql.partition("(")[2])),
        "pragma foreign_keys = on",
    ]

"""Gives the rows that are there a value for a new column that cannot be null: the tools leave that to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from scaffold.core.resource import Field, stored

# Why there: who takes the removal of a column back has no values any more.
EMPTY = {
    "integer": "0",
    "bigint": "0",
    "float": "0",
    "decimal": "0",
    "boolean": "false",
    "date": "1970-01-01",
    "datetime": "1970-01-01T00:00:00.000Z",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "json": "{}",
}
NUMBERS = ("integer", "bigint", "float", "decimal", "boolean")


@dataclass(frozen=True)
class Filled:
    """A column, with the text that its rows get."""

    table: str
    column: str
    type: str
    value: str


def columns(before: Iterable[str] | None, after: Iterable[str] | None) -> list[Filled]:
    """The columns that a migration adds, or its way back, and that cannot be null."""
    return [*added(before, after), *added(after, before)]


def added(before: Iterable[str] | None, after: Iterable[str] | None) -> list[Filled]:
    """The columns that only the second model has, in tables of both, and that cannot be null."""
    old, new = ({one.name: one for one in stored(lines)} for lines in (before, after))
    found = []
    for name in sorted(old.keys() & new.keys()):
        there = {field.name for field in old[name].fields}
        found += [_filled(new[name].plural, field) for field in new[name].fields if field.name not in there]
    return [one for one in found if one]


def _filled(table: str, field: Field) -> Filled | None:
    if field.type == "references" or field.unique or not (field.required or field.default is not None):
        return None
    empty = field.arguments[0] if field.type == "enum" else EMPTY.get(field.type, "")
    return Filled(table, field.column, field.type, empty if field.default is None else field.default)


def fill(framework: str, database: str, text: str, wanted: Iterable[Filled]) -> str:
    """The migration, with the values."""
    for one in wanted:
        text = _flask(text, one, database) if framework == "flask" else _express(text, one, database)
    return text


def with_more(text: str, more: str) -> str:
    """A migration of MikroORM whose way up does what another one does as well."""
    body = re.search(r"override up\(\).*?\{\n(.*?)^  \}\n", more, re.MULTILINE | re.DOTALL)
    return with_last(text, body[1] if body else "")


def with_last(text: str, line: str) -> str:
    """The text of a class whose first method ends with these lines."""
    return re.sub(r"^  \}\n", lambda end: line + end[0], text, count=1, flags=re.MULTILINE)


def _flask(text: str, one: Filled, database: str) -> str:
    """Why SQLite keeps the default: it would have to make the table anew, and Alembic does not compare defaults."""
    column = rf"sa\.Column\(\s*[\"']{one.column}[\"'],.*?nullable=False,?\s*\)"
    call = rf"^    (?: {{4}}batch_)?op\.add_column\((?:(?!add_column).)*?{column},?\s*\)\n"
    default = f"server_default={_alembic(one, database)}, "

    def put(match: re.Match[str]) -> str:
        added = match[0].replace("nullable=False", f"{default}nullable=False")
        drop = f'    op.alter_column("{one.table}", "{one.column}", server_default=None)\n'
        return added + drop * (database != "sqlite")

    return re.sub(call, put, text, flags=re.MULTILINE | re.DOTALL)


def _alembic(one: Filled, database: str) -> str:
    if one.type == "boolean":
        return f"sa.{one.value}()"
    if database == "mysql" and one.type in ("text", "json"):
        return f"""sa.text("('{one.value.replace(":", chr(92) * 2 + ":")}')")"""
    return f'"{_moment(one, database) if one.type == "datetime" else one.value}"'


def _express(text: str, one: Filled, database: str) -> str:
    quote = '"' if database == "postgresql" else "\\`"
    table, column = f"{quote}{one.table}{quote}", f"{quote}{one.column}{quote}"
    added = rf"(alter table {re.escape(table)} (?:(?!`).|\\`)*?add (?:column )?{re.escape(column)} .*?not null)"
    drop = f"    this.addSql(`alter table {table} alter column {column} drop default;`);\n" * (database != "sqlite")
    before, way_back, after = text.partition("  override down()")
    return way_back.join(_filled_sql(part, added, _sql(one, database), drop) for part in (before, after))


def _filled_sql(method: str, added: str, value: str, drop: str) -> str:
    text, count = re.subn(added, lambda match: f"{match[1]} default {value}", method, flags=re.DOTALL)
    return with_last(text, drop) if count else text


def _sql(one: Filled, database: str) -> str:
    if one.type == "boolean" and database != "postgresql":
        return str(int(one.value == "true"))
    if one.type in NUMBERS:
        return one.value
    if one.type == "datetime" and database == "sqlite":
        return str(int(datetime.fromisoformat(one.value).timestamp() * 1000))
    text = _moment(one, database) if one.type == "datetime" else one.value
    return f"('{text}')" if database == "mysql" and one.type in ("text", "json") else f"'{text}'"


def _moment(one: Filled, database: str) -> str:
    """An instant as the database keeps it: two have no time zone, and SQLAlchemy reads microseconds from SQLite."""
    if database == "postgresql":
        return one.value
    return one.value.replace("T", " ").removesuffix("Z") + "000" * (database == "sqlite")

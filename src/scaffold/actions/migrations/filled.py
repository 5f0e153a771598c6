"""Gives the rows that are there a value for a new column that cannot be null: the tools leave that to a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from scaffold.core.patterns import PATTERNS
from scaffold.core.resource import Field, stored
from scaffold.core.types import NOW, NUMBERS, bounds

# Why there: who takes the removal of a column back has no values any more.
EMPTY = {
    "boolean": "false",
    "date": "1970-01-01",
    "datetime": "1970-01-01T00:00:00.000Z",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "json": "{}",
}
# The moment, and its day, as each framework keeps them in each database.
MOMENTS = {
    ("flask", "sqlite"): "strftime('%Y-%m-%d %H:%M:%f000', 'now')",
    ("express", "sqlite"): "cast((julianday('now') - 2440587.5) * 86400000 as integer)",
    ("flask", "postgresql"): "CURRENT_TIMESTAMP",
    ("express", "postgresql"): "current_timestamp",
    ("flask", "mysql"): "UTC_TIMESTAMP(3)",
    ("express", "mysql"): "utc_timestamp(3)",
}
DAYS = {
    "sqlite": "date('now')",
    "postgresql": "cast(current_timestamp at time zone 'UTC' as date)",
    "mysql": "utc_date()",
}


@dataclass(frozen=True)
class Filled:
    """A column, with the text that its rows get; `now` is the moment. One that is `there` has rows without a value."""

    table: str
    column: str
    type: str
    value: str
    now: bool = False
    there: bool = False


def added(before: Iterable[str] | None, after: Iterable[str] | None) -> list[Filled]:
    """The columns of tables of both models that are never null, and were not there or could be null before."""
    old, new = ({one.name: one for one in stored(lines)} for lines in (before, after))
    found = []
    for name in sorted(old.keys() & new.keys()):
        there = {field.name: field for field in old[name].fields}
        found += [_filled(new[name].plural, field, there.get(field.name)) for field in new[name].fields]
    return [one for one in found if one]


def _filled(table: str, field: Field, was: Field | None) -> Filled | None:
    never = field.required or field.default is not None
    if field.type == "references" or not never:
        return None
    if was:
        # Why not a required one: what stands for no value is a person's to choose, and the migration asks for it.
        could = field.default is not None and not was.required and was.default is None
        return (
            Filled(table, field.column, field.type, _value(field), field.default == NOW, there=True) if could else None
        )
    return None if field.unique else Filled(table, field.column, field.type, _value(field), field.default == NOW)


def _value(field: Field) -> str:
    """The default, or a value that keeps to the rules of its field."""
    if field.default not in (None, NOW):
        return str(field.default)
    if field.type == "enum":
        return field.arguments[0]
    if field.type in NUMBERS:
        return _number(*bounds(field.arguments))
    return _text(field) if field.type in ("string", "text") else EMPTY.get(field.type, "")


def _number(least: str | None, most: str | None) -> str:
    if least and float(least) > 0:
        return least
    return most if most and float(most) < 0 else "0"


def _text(field: Field) -> str:
    least, most = field.length
    pattern = PATTERNS.get(field.pattern)
    if not pattern:
        # Why none where one character is asked for: nobody takes it for a value.
        return "-" * (least if least > 1 else 0)
    return pattern.examples[0] if pattern.fixed else pattern.examples[0][:most].ljust(least, "0")


def fill(framework: str, database: str, text: str, wanted: Iterable[Filled]) -> str:
    """The migration, with the values."""
    for one in wanted:
        if one.there:
            continue
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
        # Why asked: the way back makes the column as SQLite had it, with the default that was kept.
        if "server_default" in match[0][match[0].rindex("Column(") :]:
            return match[0]
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
    text = _anew(one, text) if database == "sqlite" else text
    quote = '"' if database == "postgresql" else "\\`"
    table, column = f"{quote}{one.table}{quote}", f"{quote}{one.column}{quote}"
    added = rf"(alter table {re.escape(table)} (?:(?!`).|\\`)*?add (?:column )?{re.escape(column)} .*?not null)"
    drop = f"    this.addSql(`alter table {table} alter column {column} drop default;`);\n" * (database != "sqlite")
    before, way_back, after = text.partition("  override down()")
    return way_back.join(_filled_sql(part, added, _sql(one, database), drop) for part in (before, after))


def _anew(one: Filled, text: str) -> str:
    """The text where MikroORM makes the table of SQLite anew: the rows have no value of the new column."""
    column = rf"null as \\?`{one.column}\\?`"
    call = rf"insert into \\?`{one.table}__temp_alter\\?` select [^;]*?{column}"
    value = _sql(one, "sqlite")

    def put(match: re.Match[str]) -> str:
        return re.sub(column, lambda found: found[0].replace("null", value, 1), match[0])

    return re.sub(call, put, text)


def _filled_sql(method: str, added: str, value: str, drop: str) -> str:
    text, count = re.subn(added, lambda match: f"{match[1]} default {value}", method, flags=re.DOTALL)
    return with_last(text, drop) if count else text


def _sql(one: Filled, database: str) -> str:
    if one.type == "boolean" and database != "postgresql":
        return str(int(one.value == "true"))
    if one.type in NUMBERS or one.type == "boolean":
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


def update(one: Filled, framework: str, database: str, quoted: Callable[[str], str]) -> str:
    """The statement that gives rows the value: those without one where the column was there, else all."""
    if one.now:
        value = MOMENTS[framework, database] if one.type == "datetime" else DAYS[database]
    else:
        value = _sql(one, database) if framework == "express" else _flask_sql(one, database)
    column = quoted(one.column)
    where = f" where {column} is null" * one.there
    return f"update {quoted(one.table)} set {column} = {value}{where}"  # noqa: S608


def _flask_sql(one: Filled, database: str) -> str:
    if one.type in NUMBERS or one.type == "boolean":
        return one.value
    return f"'{_moment(one, database) if one.type == 'datetime' else one.value}'"

"""Reads what SQL does to indexes and constraints: the migrations of MikroORM, and what Alembic executes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .schema import FOREIGN, INDEX, UNIQUE, Made, Schema

NAME = r'[`"]?(\w+)[`"]?'
COLUMNS = r"\(([^()]*)\)"
RULE = "(cascade|set null|restrict|no action)"
# What `up` of a migration of MikroORM runs.
ADDED = re.compile(r"addSql\(\s*(`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", re.DOTALL)


def read_file(schema: Schema, text: str) -> None:
    """Follows the way up of one migration of MikroORM."""
    up = re.split(r"^\s*(?:override )?(?:async )?down\(", text, maxsplit=1, flags=re.MULTILINE)[0]
    for match in ADDED.finditer(up):
        for statement in match[1][1:-1].replace("\\", "").split(";"):
            read(schema, statement)


def read(schema: Schema, statement: str) -> None:
    """Follows one statement."""
    sql = " ".join(statement.split())
    for pattern, do in STATEMENTS:
        if match := pattern.fullmatch(sql):
            do(schema, *match.groups())
            return


def _create_index(schema: Schema, unique: str | None, name: str, table: str, columns: str) -> None:
    schema.made[name] = Made(INDEX, table, _columns(columns), unique_index=bool(unique))


def _create_table(schema: Schema, table: str, body: str) -> None:
    schema.drop_table(table)
    for clause in clauses(body):
        _add(schema, table, clause)


def _alter_table(schema: Schema, table: str, body: str) -> None:
    for clause in clauses(body):
        for pattern, do in ALTERATIONS:
            if match := pattern.match(clause):
                do(schema, table, *match.groups())
                break


def _add(schema: Schema, table: str, clause: str) -> None:
    """Adds what stands in a table: `constraint NAME unique (…)`, `unique index NAME (…)`, `index NAME (…)`."""
    named = re.match(rf"constraint {NAME} (.*)", clause, re.IGNORECASE)
    name, rest = (named[1], named[2]) if named else ("", clause)
    if match := re.match(rf"foreign key {COLUMNS} references {NAME} {COLUMNS}(.*)", rest, re.IGNORECASE):
        columns, remote = _columns(match[1]), _columns(match[3])[0]
        found = [re.search(f"on {what} {RULE}", match[4].lower()) for what in ("delete", "update")]
        on_delete, on_update = (one[1] if one else "" for one in found)
        schema.made[name] = Made(
            FOREIGN, table, columns, target=match[2], remote=remote, on_delete=on_delete, on_update=on_update
        )
    elif match := re.match(rf"unique(?: index| key)?(?: {NAME})? ?{COLUMNS}", rest, re.IGNORECASE):
        schema.made[name or match[1] or ""] = Made(UNIQUE, table, _columns(match[2]))
    elif match := re.match(rf"(?:index|key) {NAME} ?{COLUMNS}", rest, re.IGNORECASE):
        schema.made[match[1]] = Made(INDEX, table, _columns(match[2]))


def _columns(text: str) -> tuple[str, ...]:
    return tuple(part.strip().strip('`"') for part in text.split(","))


def clauses(body: str) -> Iterator[str]:
    """What commas part, but for those in brackets."""
    depth, start = 0, 0
    for at, sign in enumerate(body):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            yield body[start:at].strip()
            start = at + 1
    yield body[start:].strip()


def _form(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.DOTALL)


STATEMENTS: tuple[tuple[re.Pattern[str], Callable[..., None]], ...] = (
    (_form(rf"create (unique )?index (?:if not exists )?{NAME} on {NAME} ?{COLUMNS}.*"), _create_index),
    (_form(rf"create table (?:if not exists )?{NAME} ?\((.*)\)[^()]*"), _create_table),
    (_form(rf"drop table (?:if exists )?{NAME}.*"), Schema.drop_table),
    (_form(rf"drop index (?:if exists )?{NAME}.*"), lambda schema, name: schema.made.pop(name, None)),
    (_form(rf"alter index (?:if exists )?{NAME} rename to {NAME}"), Schema.rename),
    (_form(rf"alter table (?:if exists )?(?:only )?{NAME} (.*)"), _alter_table),
)
ALTERATIONS: tuple[tuple[re.Pattern[str], Callable[..., None]], ...] = (
    (_form(rf"rename (?:to|as) {NAME}$"), Schema.rename_table),
    (_form(rf"rename (?:index|key|constraint) {NAME} to {NAME}"), lambda schema, _, old, new: schema.rename(old, new)),
    (_form(rf"rename (?:column )?{NAME} to {NAME}"), Schema.rename_column),
    (_form(rf"change (?:column )?{NAME} {NAME} "), Schema.rename_column),
    (
        _form(rf"drop (?:index|key|constraint|foreign key) (?:if exists )?{NAME}"),
        lambda schema, _, name: schema.made.pop(name, None),
    ),
    (_form(rf"drop (?:column )?(?:if exists )?{NAME}"), Schema.drop_column),
    (_form(r"add (.*)"), _add),
)

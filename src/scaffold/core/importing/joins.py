"""Tables that only join two others, as a list of references on one side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scaffold.core import names

from .naming import singular, snake
from .schema import Relation, Table
from .times import is_time
from .work import Work, own_id, unique_id, whole

_LINK = re.compile(r"_(joins?|links?|maps?|mappings?|rels?|xrefs?|assocs?|associations?|relations?)$")


@dataclass(frozen=True)
class Join:
    """A list `field` of rows of `other` that the table `owner` has; `line` is where the table stands."""

    table: str
    owner: str
    other: str
    field: str
    line: int


def take(work: Work) -> list[Join]:
    """The joins of a schema; their tables are taken out of it."""
    referred = {one.table for table in work.schema.tables.values() for one in table.relations}
    found = [
        _join(work, key, table)
        for key, table in work.schema.tables.items()
        if key not in referred and _only_joins(work, key, table)
    ]
    for one in found:
        table = work.schema.tables.pop(one.table)
        lost = [column.name for column in table.columns.values() if is_time(column)]
        text = f"`{table.name}` is `{work.name(one.owner)}.{one.field}`, a list of references"
        work.tell("join", one.line, work.name(one.owner), text + _without(lost))
    return found


def _without(lost: list[str]) -> str:
    return f"; {names.listed([f'`{name}`' for name in lost])} {'are' if len(lost) > 1 else 'is'} lost" if lost else ""


def _only_joins(work: Work, key: str, table: Table) -> bool:
    if len(table.relations) != 2 or any(one.many for one in table.relations):
        return False
    columns = {one.columns[0] for one in table.relations}
    alone = {one.columns for one in table.keys if one.unique and len(one.columns) == 1} | {table.primary[:2]}
    return (
        len(columns) == 2
        and not any((name,) in alone for name in columns)
        and all(
            name in columns or is_time(column) or _only_id(work, key, table, name)
            for name, column in table.columns.items()
        )
    )


def _only_id(work: Work, key: str, table: Table, name: str) -> bool:
    return name == own_id(work, key) or (
        name == "id" and (whole(table.columns[name].kind) or unique_id(table.columns[name].kind))
    )


def _join(work: Work, key: str, table: Table) -> Join:
    order = list(table.columns)
    one, other = sorted(table.relations, key=lambda relation: order.index(relation.columns[0]))
    name = snake(table.name)
    for mine, theirs in ((one, other), (other, one)):
        for head, plural in _heads(work, mine):
            if name.startswith(f"{head}_"):
                return Join(
                    key, mine.table, theirs.table, _field(work, theirs, name[len(head) + 1 :], plural), table.line
                )
    return Join(key, one.table, other.table, _named_after(work, table, one, other), table.line)


def _heads(work: Work, mine: Relation) -> Iterator[tuple[str, bool]]:
    """What the name of the join may begin with, and whether that is the plural: the longest first."""
    single, plural = work.names[mine.table]
    raw = snake(work.schema.tables[mine.table].name)
    heads = {plural: True, names.plural(single): True, raw: raw != single, single: False}
    yield from sorted(heads.items(), key=lambda pair: -len(pair[0]))


def _field(work: Work, theirs: Relation, rest: str, plural: bool) -> str:
    """The name of the list: what is left of that of the join, in the plural."""
    single, many = work.names[theirs.table]
    rest = _LINK.sub("", rest)
    if rest in (single, many, snake(work.schema.tables[theirs.table].name)):
        return many
    return rest if plural else names.plural(singular(rest))


def _named_after(work: Work, table: Table, one: Relation, other: Relation) -> str:
    """The rows of the other side; where both are of one resource the table says what they are, such as `friends`."""
    return names.plural(singular(snake(table.name))) if one.table == other.table else work.names[other.table][1]

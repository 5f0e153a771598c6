"""Relations as fields have them: those that are declared, and those that only names tell."""

from __future__ import annotations

from dataclasses import replace

from .naming import base, column_prefix, snake
from .schema import Column, Relation, Table
from .work import Work, own_id, unique_id, whole


def settle(work: Work) -> None:
    """Gives each table relations of one column that lead to a table which is there; tells of all others."""
    for key, table in work.schema.tables.items():
        found: dict[str, Relation] = {}
        for one in table.relations:
            single = _single(work, key, table, one)
            if single and single.columns[0] not in found:
                found[single.columns[0]] = single
        table.relations = list(found.values())
    ids = {work.name(key): key for key, table in work.schema.tables.items() if own_id(work, key)}
    for key, table in work.schema.tables.items():
        _by_names(work, key, table, ids)


def _single(work: Work, key: str, table: Table, one: Relation) -> Relation | None:
    name, shown = work.name(key), ", ".join(f"`{column}`" for column in one.columns)
    target = work.schema.tables.get(one.table)
    if target is None:
        work.tell("relation", one.line, name, f"{shown} refers to `{one.table}`, which is no table here: a plain field")
        return None
    if one.many or len(one.columns) == 1:
        return one if one.many or one.columns[0] in table.columns else None
    aim = own_id(work, one.table)
    pairs = dict(zip(one.to or target.primary, one.columns, strict=False))
    if aim in pairs:
        work.tell(
            "relation", one.line, name, f"{shown} refer to `{one.table}` together: `{pairs[aim]}` alone does here"
        )
        return replace(one, columns=(pairs[aim],), to=(aim,))
    work.tell("relation", one.line, name, f"{shown} refer to `{one.table}` together: plain fields here")
    return None


def _by_names(work: Work, key: str, table: Table, ids: dict[str, str]) -> None:
    """A column `post_id` without a foreign key refers to `post`, when there is one and its keys look the same."""
    related = {column for one in table.relations for column in one.columns}
    mine = own_id(work, key)
    head = column_prefix(table, [one for one, _ in work.names.values()])
    for name, column in table.columns.items():
        short = base(column.name[len(head) :])
        if name in related or name == mine or short == snake(column.name[len(head) :]) or column.generated:
            continue
        target = ids.get(short)
        if polymorphic(table, name) or not target or target == key or not _alike(work, column, target):
            continue
        table.relations.append(Relation((name,), target, column.line))
        work.by_name.add((key, name))


def _alike(work: Work, column: Column, target: str) -> bool:
    table = work.schema.tables[target]
    aim = table.columns[own_id(work, target)].kind
    return (whole(column.kind) and whole(aim)) or (unique_id(column.kind) and unique_id(aim))


def polymorphic(table: Table, name: str) -> str:
    """The column that says which table a column refers to: `commentable_type` beside `commentable_id`."""
    head = name.removesuffix("_id") if name.endswith("_id") else name.removesuffix("id") if name.endswith("id") else ""
    return next((one for one in (f"{head}_type", f"{head}type") if head and one in table.columns), "")

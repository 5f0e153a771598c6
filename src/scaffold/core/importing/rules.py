"""Keys and indexes of a table, as words of its fields and as rules of its line."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from scaffold.core.resource import Field, Rule

from .fields import readable
from .schema import Key, Table
from .times import is_time
from .work import Work


def put(
    work: Work, table: Table, resource: str, own: str, fields: dict[str, Field]
) -> tuple[dict[str, Field], tuple[Rule, ...]]:
    """The fields, by their columns, with what keys of one column say, and the rules for those of several."""
    rules: list[Rule] = []
    for key in sorted(map(partial(_spelled, table), _keys(table, own)), key=lambda one: (not one.unique, one.line)):
        columns = tuple(name for name in dict.fromkeys(key.columns) if name != own)
        if own in key.columns and (key.unique or not columns):
            # Why: with the id in it, no two rows are the same anyway.
            continue
        if missing := next((name for name in columns if name not in fields), ""):
            _tell_missing(work, table, resource, key, missing)
        elif len(columns) == 1:
            fields[columns[0]] = _marked(work, table, resource, key, fields[columns[0]])
        else:
            rules += _rule(work, table, resource, replace(key, columns=columns), fields)
    return fields, tuple(_needed(rules))


def _keys(table: Table, own: str) -> list[Key]:
    """Why the primary key is one of them: a natural one is unique, and has no other name here."""
    said = [] if table.primary in ((), (own,)) else [Key(table.primary, table.line, unique=True)]
    return said + table.keys


def _spelled(table: Table, key: Key) -> Key:
    """The key over the columns that are meant: one that is unique in small letters stands for another one."""
    small = {name: column.small for name in key.columns if (column := table.columns.get(name)) and column.small}
    columns = tuple(small.get(name, name) for name in key.columns)
    return replace(key, columns=columns, folded=key.folded | {*small.values()}) if small else key


def _tell_missing(work: Work, table: Table, resource: str, key: Key, missing: str) -> None:
    column = table.columns.get(missing)
    why = "which is no field" if column and is_time(column) else "which is left out" if column else "which is not there"
    kind = "unique" if key.unique else "index"
    shown = ", ".join(key.columns)
    if column and is_time(column) and not key.unique:
        work.tell("time-index", key.line, resource, f"index({shown})")
        return
    work.tell("index", key.line, resource, f"{kind}({shown}) has `{missing}`, {why}")


def _marked(work: Work, table: Table, resource: str, key: Key, field: Field) -> Field:
    column = next(iter(key.columns))
    if field.type == "references" and not key.unique:
        return field
    citext = table.columns[column].kind.word == "citext"
    folded = key.unique and (citext or table.columns[column].folded or column in key.folded)
    field = _indexable(work, resource, key, field)
    for word in ("iuniq" if folded else "uniq" if key.unique else "index", "uniq" if key.unique else "index", "index"):
        if field.index in ("uniq", "iuniq") and not (folded and word == "iuniq"):
            return field
        if marked := readable(replace(field, index=word)):
            if key.unique and word == "index":
                work.tell("index", key.line, resource, f"`{field.name}` is a `{field.type}`, which cannot be unique")
            return marked
    work.tell("index", key.line, resource, f"`{field.name}` is a `{field.type}`, which has no index")
    return field


def _indexable(work: Work, resource: str, key: Key, field: Field) -> Field:
    """A text with an index is a string here."""
    if field.type != "text":
        return field
    sized = field.length[1] if field.arguments else 0
    size = (str(sized),) if 0 < sized <= 768 and sized != 255 else ()
    work.tell("indexed-text", key.line, resource, f"`{resource}.{field.name}`")
    return replace(field, type="string", arguments=size)


def _rule(work: Work, table: Table, resource: str, key: Key, fields: dict[str, Field]) -> list[Rule]:
    kind = "unique" if key.unique else "index"
    hidden = [fields[name].name for name in key.columns if fields[name].private and key.unique]
    jsons = [fields[name].name for name in key.columns if fields[name].type == "json"]
    names = tuple(fields[name].name for name in key.columns)
    if hidden or jsons:
        why = "private" if hidden else "a `json`"
        work.tell("index", key.line, resource, f"{kind}({','.join(names)}): `{[*hidden, *jsons][0]}` is {why}")
        return []
    for name in key.columns:
        fields[name] = _indexable(work, resource, key, fields[name])
        if key.unique and (name in key.folded or table.columns[name].folded):
            work.tell(
                "index", key.line, resource, f"unique({','.join(names)}): case counts in `{fields[name].name}` here"
            )
    return [Rule(kind, names)]


def _needed(rules: list[Rule]) -> list[Rule]:
    """Each rule once, and no index of the fields that are unique together."""
    found: dict[tuple[str, ...], Rule] = {}
    for rule in rules:
        found.setdefault(rule.fields, rule)
    return list(found.values())

"""A schema as resources, with all that no line says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scaffold.core import names
from scaffold.core.resource import Field, Resource

from . import bookkeeping, fields, joins, naming, relations, repair, rules
from .kinds import typed
from .notes import Told
from .schema import Column, Note, Relation, Schema, Table
from .times import is_time
from .work import Work, own_id, unique_id


@dataclass(frozen=True)
class Imported:
    """What became of a schema: its resources, what could not be said, and how many tables it had."""

    language: str
    resources: tuple[Resource, ...]
    notes: tuple[Told, ...]
    tables: int


def imported(schema: Schema) -> Imported:
    """The resources of a schema. They are such that `model.read` takes their lines."""
    tables = len(schema.tables)
    _tidy(schema)
    work = _named(schema)
    bookkeeping.leave_out(work)
    relations.settle(work)
    found = joins.take(work)
    work.names = _names(schema, work.prefix)
    made = {key: _resource(work, key, table) for key, table in schema.tables.items()}
    for one in found:
        made[one.owner] = _with_list(work, made[one.owner], one)
    for note in schema.notes:
        _put_note(work, note)
    whole = [one for key, one in made.items() if one.fields or _empty(work, key, one)]
    resources = repair.repaired(whole, work)
    return Imported(schema.language, tuple(sorted(resources, key=str)), work.notes, tables)


def _tidy(schema: Schema) -> None:
    """A column of a key is never null, and a statement may name one that could not be read."""
    for table in schema.tables.values():
        if not all(name in table.columns for name in table.primary):
            table.primary = ()
        for name in table.primary:
            table.columns[name].required = True


def _named(schema: Schema) -> Work:
    head = naming.prefix(schema)
    work = Work(schema, _names(schema, head), head)
    if head:
        line = next(iter(schema.tables.values())).line
        work.tell("name", line, "", f"all tables begin with `{head}`, which is left out")
    return work


def _names(schema: Schema, head: str) -> dict[str, tuple[str, str]]:
    return naming.resources({key: naming.snake(table.name)[len(head) :] for key, table in schema.tables.items()})


def _resource(work: Work, key: str, table: Table) -> Resource:
    name, plural = work.names[key]
    bare = naming.singular(naming.snake(table.name)[len(work.prefix) :])
    if name != bare:
        work.tell("name", table.line, name, f"the table `{table.name}` is `{name}` here")
    own = own_id(work, key)
    _tell_key(work, table, name, own)
    made = _fields(work, key, table, own)
    made, found = rules.put(work, table, name, own, made)
    for one in (one for one in table.relations if one.many):
        field = _list(work, one, {field.name for field in made.values()})
        made[f"[]{field.name}"] = field
    return Resource(name, plural, tuple(made.values()), found)


def _tell_key(work: Work, table: Table, name: str, own: str) -> None:
    if len(table.primary) > 1:
        shown = ", ".join(table.columns[one].name for one in table.primary)
        work.tell("key", table.line, name, f"the key ({shown}) is of several columns: rows have an `id` here")
    elif own and unique_id(table.columns[own].kind):
        work.tell("uuid-key", table.columns[own].line, name, f"`{table.name}.{table.columns[own].name}`")
    elif own and naming.snake(table.columns[own].name) != "id":
        work.tell("key-name", table.columns[own].line, name, f"`{table.name}.{table.columns[own].name}`")
    elif table.primary and not own and table.primary not in {one.columns for one in table.relations}:
        column = table.columns[table.primary[0]]
        work.tell("key", column.line, name, f"the key `{column.name}` says something: unique here, beside an `id`")


def _fields(work: Work, key: str, table: Table, own: str) -> dict[str, Field]:
    """The fields of a table by their columns, in their order."""
    resource, head = work.name(key), naming.column_prefix(table, [one for one, _ in work.names.values()])
    related = {one.columns[0]: one for one in table.relations if not one.many}
    if head:
        work.tell("name", table.line, resource, f"all columns of `{table.name}` begin with `{head}`, which is left out")
    kept = {
        name: column
        for name, column in table.columns.items()
        if name in related or (name != own and _said(work, table, resource, column))
    }
    called = _called(work, table, resource, kept, related, head)
    made: dict[str, Field | None] = {}
    for name, column in kept.items():
        if relation := related.get(name):
            declared = (key, name) not in work.by_name
            made[name] = fields.reference(work, resource, called[name], column, relation, declared)
            if not declared:
                work.tell("by-name", column.line, resource, f"`{table.name}.{column.name}`")
        else:
            made[name] = fields.plain(work, table, resource, called[name], column)
            if kind := relations.polymorphic(table, name):
                text = (
                    f"`{column.name}` refers to rows of the table that `{table.columns[kind].name}` names: plain fields"
                )
                work.tell("polymorphic", column.line, resource, text)
    return {name: field for name, field in made.items() if field}


def _said(work: Work, table: Table, resource: str, column: Column) -> bool:
    """Whether a column is a field; why not is told."""
    if is_time(column):
        work.tell("time", column.line, resource, f"`{table.name}.{column.name}`")
    elif column.generated:
        # Why not told: what is unique in small letters is said of the other column.
        stands = column.small and any(key.columns == (column.name.lower(),) and key.unique for key in table.keys)
        if not stands:
            work.tell("generated", column.line, resource, f"`{column.name}` is generated: left out")
    elif typed(column).lost == "out":
        work.tell("left-out", column.line, resource, f"`{column.name}` is `{column.kind.text}`: left out")
    else:
        return True
    return False


def _called(
    work: Work, table: Table, resource: str, kept: Mapping[str, Column], related: Mapping[str, Relation], head: str
) -> dict[str, str]:
    """What the columns are called. Why plain ones first: a reference has two names to choose of."""
    found: dict[str, str] = {}
    plain = [name for name in kept if name not in related]
    for name in [*plain, *(one for one in kept if one in related)]:
        column = kept[name]
        bare = naming.snake(column.name[len(head) :])
        wanted = {"id": "code"}.get(bare, bare)
        taken = set(found.values()) | {f"{one}_id" for one in found.values()}
        if name in related:
            target = work.name(related[name].table)
            wanted = bare = naming.base(column.name[len(head) :], target, next(iter(related[name].to), ""))
            unusable = wanted in taken or not naming.readable(f"x {wanted}:references")
            wanted = f"{wanted}_{target}" if unusable and wanted != target else wanted
            wanted = f"{wanted}_ref" if wanted in taken else wanted
        found[name] = naming.field(wanted, "references" if name in related else "text", taken)
        if found[name] != bare:
            work.tell("name", column.line, resource, f"`{column.name}` is `{found[name]}` here")
    return found


def _list(work: Work, relation: Relation, taken: set[str]) -> Field:
    """A list of references that a document has."""
    target = work.name(relation.table)
    name = naming.field(naming.snake(relation.columns[0]), "references", taken)
    return Field(name, "references", () if target == name else (target,), many=True)


def _with_list(work: Work, resource: Resource, join: joins.Join) -> Resource:
    taken = {field.name for field in resource.fields}
    name = naming.field(naming.snake(join.field), "references", taken)
    target = work.name(join.other)
    arguments = () if target == name else (target,)
    return replace(resource, fields=(*resource.fields, Field(name, "references", arguments, many=True)))


def _put_note(work: Work, note: Note) -> None:
    """A note of the reader, beside the resource of its table when that has one."""
    key = next((key for key, table in work.schema.tables.items() if table.name == note.table), "")
    text = f"`{names.shown(note.what, 100)}`" + (
        f": {note.why}" if note.why else " cannot be said" * (note.kind == "check")
    )
    if note.kind in ("partition", "object", "inverse", "read-only"):
        text = f"`{note.what}`"
    work.tell(note.kind, note.line, work.name(key) if key else "", text)


def _empty(work: Work, key: str, resource: Resource) -> bool:
    """A table with nothing that a field can hold is left out."""
    line = work.schema.tables[key].line
    work.tell("table", line, "", f"`{resource.name}` has no field of its own: left out")
    return False

"""Reads the schemas of an OpenAPI or Swagger document as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scaffold.core import names
from scaffold.core.importing.naming import base, singular, snake
from scaffold.core.importing.schema import Column, Kind, Note, Relation, Schema, Table

from . import documents
from .properties import Definitions, Property

# What a schema is called beside the thing itself, and which of these say what a body may have.
_BEFORE = re.compile(r"^(new|create|update|patch|put|partial)_(?=.)")
_AFTER = re.compile(
    r"_(create|update|patch|input|request|response|out|output|in|dto|read|write|payload|body|creation)$"
)
# Words that may be a part of the name as well: a detail of an order is no order.
_MAYBE = re.compile(
    r"_(base|properties|attributes|params|new|model|schema|entity|summary|details?|info|resource|result)$"
)
_BODIES = re.compile(r"^(new|create)_|_(create|input|request|in|write|payload|body|new|creation)$")
_LISTS = re.compile(r"_(page|list|collection|lists|pages|paginated|results|search)$|^(page|list|paginated)_")
_ERRORS = re.compile(r"(^|_)(error|errors|problem|exception|fault|warning)(_|$)|^(api_response|status|health)")


@dataclass
class _Found:
    """The schemas of one thing: the thing itself, and what a body may have of it."""

    name: str
    line: int
    whole: list[Property]
    body: list[Property] | None = None
    names: tuple[str, ...] = ()


def read(text: str, name: str) -> Schema:
    """The schemas of a document, as tables. Raises Problem when it is no such document."""
    document = documents.read(text, name)
    definitions = Definitions(_schemas(document))
    schema = Schema("openapi")
    found = dict(_things(definitions, schema))
    identified = {key: one for key, one in found.items() if _id(key, one)}
    for key, one in found.items():
        if identified and key not in identified:
            schema.notes.append(Note("object", one.line, "", one.name, "it has no id: `json` where it is used"))
    kept = identified or found
    for key, one in kept.items():
        schema.tables[key] = _table(key, one, kept, definitions, schema)
    _without_inverse(schema)
    return schema


def _schemas(document: documents.Mapping) -> documents.Mapping:
    components = document.get("components")
    for found in (
        components.get("schemas") if isinstance(components, dict) else None,
        document.get("definitions"),
        document.get("$defs"),
    ):
        if isinstance(found, documents.Mapping):
            return found
    return documents.Mapping()


def _things(definitions: Definitions, schema: Schema) -> Iterator[tuple[str, _Found]]:
    """Each thing that the document has schemas of, by its name in small letters."""
    groups: dict[str, list[str]] = {}
    for name in definitions.schemas:
        own, line = snake(name), definitions.schemas.lines[name]
        if not definitions.properties(name):
            continue
        if _LISTS.search(own) or _ERRORS.search(own):
            schema.notes.append(Note("object", line, "", name, "it is a list, or tells an error"))
            continue
        groups.setdefault(_bare(own), []).append(name)
    for key in [key for key in groups if _MAYBE.search(key)]:
        if (short := singular(_MAYBE.sub("", key))) in groups:
            groups[short] += groups.pop(key)
    for key, several in groups.items():
        # Why the shortest first: `Pet` is the thing, and `PetResponse` how it is answered.
        several.sort(key=lambda name: (bool(_BODIES.search(snake(name))), len(name)))
        whole = next((name for name in several if _has_id(definitions, name, key)), several[0])
        body = next((name for name in several if name != whole and _BODIES.search(snake(name))), None)
        told = definitions.properties(body) if body else None
        line = definitions.schemas.lines[whole]
        yield key, _Found(whole, line, definitions.properties(whole), told, tuple(several))


def _bare(name: str) -> str:
    while (short := _AFTER.sub("", _BEFORE.sub("", name))) != name:
        name = short
    return singular(name)


def _has_id(definitions: Definitions, name: str, key: str) -> bool:
    return any(_is_id(key, one.name) for one in definitions.properties(name))


def _id(key: str, found: _Found) -> str:
    return next((one.name for one in found.whole if _is_id(key, one.name)), "")


def _is_id(key: str, name: str) -> bool:
    """Whether a property is the id of a thing: `eventId` is that of a `special_event`."""
    own = snake(name)
    short = own.removesuffix("_id").removesuffix("_uuid")
    return own in ("id", "uuid", "guid") or (short != own and (key == short or key.endswith(f"_{short}")))


def _table(key: str, found: _Found, kept: dict[str, _Found], definitions: Definitions, schema: Schema) -> Table:
    table, own = Table(key, found.line), _id(key, found)
    needed = {one.name: one.required for one in found.body or found.whole}
    told = {one.name: one for one in found.body or ()} | {one.name: one for one in found.whole}
    read_only = found.body and {one.name for one in found.whole} - set(needed)
    for name in [*(one.name for one in found.whole), *needed]:
        one = told[name]
        if name.lower() in table.columns or name in ("_links", "_embedded", "$schema", "_meta"):
            continue
        if name == own:
            table.primary = (name.lower(),)
            # Why a uuid: an id that is a text is one that nobody chose.
            whole = definitions.kind(one.schema).word in ("integer", "bigint")
            kind = Kind("bigint" if whole else "uuid")
            table.columns[name.lower()] = Column(name, kind, one.line, automatic=True, required=True)
            continue
        target, many = _target(one, kept, definitions)
        if many and target:
            called = snake(name).removesuffix("_ids") if snake(name).endswith("_ids") else name
            plural = called if called == name else names.plural(called)
            table.relations.append(Relation((plural,), target, one.line, many=True))
            continue
        column = definitions.column(one)
        column.required = needed.get(name, False) and not one.nullable and not one.read_only
        column.hidden = column.hidden or (found.body is not None and name not in {one.name for one in found.whole})
        table.columns[name.lower()] = column
        if target:
            column.kind = Kind("bigint")
            table.relations.append(Relation((name.lower(),), target, one.line))
        elif one.read_only or (read_only and name in read_only):
            schema.notes.append(Note("read-only", one.line, key, name))
    return table


def _target(one: Property, kept: dict[str, _Found], definitions: Definitions) -> tuple[str, bool]:
    """The thing that a property refers to, by its schema or by its name, and whether it is a list of them."""
    many, name = definitions.reference(one.schema)
    if key := next((key for key, one in kept.items() if name in one.names), ""):
        return key, many
    own = snake(one.name)
    short = own.removesuffix("s") if many and own.endswith("_ids") else own
    if not short.endswith("_id") or not definitions.scalar(one.schema):
        return "", many
    called = base(short)
    alike = [key for key in kept if key.endswith(f"_{called}")]
    return called if called in kept else alike[0] if len(alike) == 1 else "", many


def _without_inverse(schema: Schema) -> None:
    """Lists of rows that refer to the thing that has the list are told by those already."""
    for key, table in schema.tables.items():
        for one in [relation for relation in table.relations if relation.many]:
            other = schema.tables[one.table]
            back = any(relation.table == key and not relation.many for relation in other.relations)
            twice = any(two.table == key and two.many and one.table < key for two in other.relations)
            if back or twice:
                table.relations.remove(one)
                schema.notes.append(Note("inverse", one.line, key, f"{key}.{one.columns[0]}", f"rows of {one.table}"))

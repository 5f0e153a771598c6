"""The properties of a schema, and the types that they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scaffold.core.importing.schema import Column, Default, Kind, Limit

from .documents import Mapping

_FORMATS = {
    "date": "date", "date-time": "datetime", "datetime": "datetime", "uuid": "uuid", "guid": "uuid", "email": "email",
    "uri": "url", "url": "url", "time": "time", "duration": "interval", "ipv4": "inet", "ipv6": "inet",
    "byte": "bytea", "binary": "bytea", "decimal": "decimal", "int64": "bigint", "int32": "integer",
}  # fmt: skip
_LIMITS = (("minimum", "least"), ("maximum", "most"), ("minLength", "shortest"), ("maxLength", "longest"),
           ("pattern", "pattern"))  # fmt: skip
_STRICT = (("exclusiveMinimum", "above"), ("exclusiveMaximum", "below"))
_DEPTH = 20


@dataclass(frozen=True)
class Property:
    """One property; `schema` is what it says, references followed by whoever asks."""

    name: str
    schema: Mapping
    line: int
    required: bool
    nullable: bool = False
    read_only: bool = False


@dataclass
class Definitions:
    """The named schemas of a document."""

    schemas: Mapping
    _known: dict[str, list[Property]] = field(default_factory=dict)

    def properties(self, name: str) -> list[Property]:
        """All properties of a schema, with those that it takes from others."""
        if name not in self._known:
            found: dict[str, Property] = {}
            schema = self.schemas.get(name)
            for one in self._properties(schema, 0) if isinstance(schema, Mapping) else ():
                found.setdefault(one.name, one)
            self._known[name] = list(found.values())
        return self._known[name]

    def _properties(self, schema: Mapping, depth: int) -> Iterator[Property]:
        schema = self.resolved(schema)
        if depth > _DEPTH:
            return
        needed = self._needed(schema, 0)
        own = schema.get("properties")
        for name, one in own.items() if isinstance(own, Mapping) else ():
            if isinstance(one, Mapping) and isinstance(own, Mapping):
                flat, nullable = self._without_null(one)
                told = self.resolved(flat)
                hidden = bool(told.get("readOnly") or one.get("readOnly"))
                yield Property(name, flat, own.lines[name], name in needed, nullable, hidden)
        for part in self._parts(schema):
            for one in self._properties(part, depth + 1):
                yield (
                    one
                    if one.name not in needed
                    else Property(one.name, one.schema, one.line, True, one.nullable, one.read_only)
                )

    def _parts(self, schema: Mapping) -> list[Mapping]:
        parts = schema.get("allOf")
        return [one for one in parts if isinstance(one, Mapping)] if isinstance(parts, list) else []

    def _needed(self, schema: Mapping, depth: int) -> set[str]:
        told = schema.get("required")
        needed = {name for name in told if isinstance(name, str)} if isinstance(told, list) else set[str]()
        for part in self._parts(schema) if depth < _DEPTH else ():
            needed |= self._needed(self.resolved(part), depth + 1)
        return needed

    def _without_null(self, schema: Mapping) -> tuple[Mapping, bool]:
        """The schema of a value that is there, and whether there may be none."""
        nullable = bool(schema.get("nullable") or schema.get("x-nullable"))
        kinds = schema.get("type")
        if isinstance(kinds, list) and "null" in kinds:
            return schema, True
        for word in ("anyOf", "oneOf"):
            several = schema.get(word)
            kept = [one for one in several if isinstance(one, Mapping) and one.get("type") != "null"] if isinstance(
                several, list) else []  # fmt: skip
            if len(kept) == 1:
                return kept[0], nullable or len(kept) < len(several or ())
        parts = self._parts(schema)
        if len(parts) == 1 and "properties" not in schema:
            return parts[0], nullable
        return schema, nullable or bool(self.resolved(schema).get("nullable"))

    def resolved(self, schema: Mapping) -> Mapping:
        """The schema that a reference leads to."""
        for _ in range(_DEPTH):
            name = _name(schema)
            target = self.schemas.get(name) if name else None
            if not isinstance(target, Mapping):
                break
            schema = target
        return schema

    def reference(self, schema: Mapping) -> tuple[bool, str]:
        """Whether this is a list, and the named schema that it, or each of its items, is."""
        items = self.resolved(schema).get("items")
        if isinstance(items, Mapping):
            return True, self._object(self._without_null(items)[0])
        return False, self._object(schema)

    def _object(self, schema: Mapping) -> str:
        name = _name(schema)
        return name if name and self.properties(name) else ""

    def scalar(self, schema: Mapping) -> bool:
        """Whether this is a number or a text, or a list of such."""
        told = self.resolved(schema)
        items = told.get("items")
        kind = self.resolved(items).get("type") if isinstance(items, Mapping) else told.get("type")
        return bool({"integer", "string", "number"} & set(kind if isinstance(kind, list) else [kind]))

    def kind(self, schema: Mapping) -> Kind:
        """The type of a value."""
        told = self.resolved(schema)
        kinds = told.get("type")
        kind = next((one for one in kinds if one != "null"), "") if isinstance(kinds, list) else kinds
        form, values = str(told.get("format", "")), told.get("enum") or ([told["const"]] if "const" in told else None)
        text = str(kind or "object") + (f" ({form})" if form else "")
        if isinstance(values, list) and kind in ("string", None) and values:
            return Kind("enum", values=tuple(str(one) for one in values if one is not None), text="enum")
        if kind == "array" or "items" in told:
            return Kind("json", many=True, text=f"array of {self._items(told)}")
        if kind == "string":
            size = told.get("maxLength")
            sizes = (size,) if isinstance(size, int) and not isinstance(size, bool) and size > 0 else ()
            digits = (10, 2) if form == "decimal" else ()
            return Kind(_FORMATS.get(form, "varchar"), digits if form in _FORMATS else sizes, text=text)
        if kind == "integer":
            return Kind("bigint" if form == "int64" else "integer", text=text)
        if kind == "number":
            return self._number(told, form, text)
        return Kind("boolean" if kind == "boolean" else "json", text=text)

    def _number(self, told: Mapping, form: str, text: str) -> Kind:
        step = str(told.get("multipleOf", ""))
        if step.startswith("0.") and step.strip("0.") == "1":
            return Kind("decimal", (15, len(step) - 2), text=text)
        return Kind("decimal" if form == "decimal" else "double", (10, 2) if form == "decimal" else (), text=text)

    def _items(self, told: Mapping) -> str:
        items = told.get("items")
        return str(self.resolved(items).get("type", "objects")) if isinstance(items, Mapping) else "values"

    def column(self, one: Property) -> Column:
        """The column of a property that refers to nothing."""
        told = self.resolved(one.schema)
        kind = self.kind(one.schema)
        column = Column(
            one.name, kind, one.line, hidden=bool(told.get("writeOnly") or told.get("format") == "password")
        )
        if "default" in told and told["default"] is not None and not isinstance(told["default"], dict | list):
            column.default = Default("word", _written(told["default"]))
        column.limits = list(_limits(one, told, kind))
        return column


def _name(schema: Mapping) -> str:
    """The name of the schema that a reference leads to."""
    told = schema.get("$ref")
    return told.rpartition("/")[2].replace("~1", "/").replace("~0", "~") if isinstance(told, str) else ""


def _limits(one: Property, told: Mapping, kind: Kind) -> Iterator[Limit]:
    value: Any
    for word, limit in _LIMITS:
        value = told.get(word)
        sized = word == "maxLength" and kind.word == "varchar"
        if value is None or sized or isinstance(value, dict | list):
            continue
        if limit in ("shortest", "longest") and (value == 0 or kind.word not in ("varchar", "text")):
            continue
        outside = {"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}.get(word, "")
        strict = told.get(outside) is True
        name = {"least": "above", "most": "below"}[limit] if strict else limit
        if limit == "pattern" and kind.word != "varchar":
            continue
        yield Limit(name, one.name.lower(), (_written(value),), one.line)
    for word, limit in _STRICT:
        value = told.get(word)
        if value is not None and not isinstance(value, bool):
            yield Limit(limit, one.name.lower(), (_written(value),), one.line)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)

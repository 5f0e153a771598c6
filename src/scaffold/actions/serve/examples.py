"""Values that a JSON schema of an API document accepts, for the bodies that a person may send."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from scaffold.core.patterns import PATTERNS

TEXTS = {
    "date": "2026-01-02",
    "date-time": "2026-01-02T12:00:00.000Z",
    "decimal": "3.50",
    "email": "example{number}@example.org",
    "uri": "https://example.org/{number}",
    "uuid": "00000000-0000-4000-8000-{number:012}",
}
# How a document tells the least of a number that is written as a text.
LEAST = re.compile(r"(?:at least|from) (-?[0-9.]+)")
DEEP = 12


def example(schema: Any, document: Mapping[str, Any], number: int, depth: int = 0) -> Any:
    """One value; another `number` makes another text, as fields may be unique."""
    if not isinstance(schema, dict) or depth > DEEP:
        return None
    if "$ref" in schema:
        return example(_named(schema["$ref"], document), document, number, depth + 1)
    for key in ("example", "const", "default"):
        if key in schema and not (key == "default" and schema[key] is None):
            return schema[key]
    several = next((schema[key] for key in ("anyOf", "oneOf", "allOf", "enum", "examples") if schema.get(key)), None)
    if isinstance(several, list):
        if "enum" in schema or "examples" in schema:
            return several[0]
        other = next((one for one in several if one != {"type": "null"}), None)
        return example(other, document, number, depth + 1)
    return _typed(schema, document, number, depth)


def _typed(schema: Mapping[str, Any], document: Mapping[str, Any], number: int, depth: int) -> Any:
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), None)
    match kind:
        case "object":
            fields = schema.get("properties") or {}
            names = [name for name in schema.get("required") or () if name in fields] or list(fields)[:1]
            return {name: example(fields[name], document, number, depth + 1) for name in names}
        case "array":
            return [example(schema.get("items"), document, number, depth + 1)] if schema.get("minItems") else []
        case "boolean":
            return True
        case "integer" | "number":
            return max(1, schema["minimum"]) if "minimum" in schema else min(1, schema.get("maximum", 1))
        case "string":
            return _text(schema, number)
    return {}


def _text(schema: Mapping[str, Any], number: int) -> str:
    form = schema.get("format", "")
    if form == "decimal" and (least := LEAST.search(str(schema.get("description", "")))):
        return least[1]
    if form in TEXTS:
        return TEXTS[form].format(number=number)
    pattern = str(schema.get("pattern", "")).strip("^$")
    known = next((one for one in PATTERNS.values() if one.text in (pattern, f"({pattern})")), None)
    text = known.examples[0] if known else f"Example {number}"
    shortest, longest = int(schema.get("minLength", 0)), int(schema.get("maxLength", len(text)))
    return (text if len(text) <= longest else str(number)[:longest]).ljust(shortest, text[-1])


def _named(reference: Any, document: Mapping[str, Any]) -> Any:
    found: Any = document
    for word in str(reference).removeprefix("#/").split("/"):
        found = found.get(word) if isinstance(found, dict) else None
    return found

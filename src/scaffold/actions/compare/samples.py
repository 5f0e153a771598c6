"""Bodies that an app accepts, made from the schemas of its openapi.json."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

FORMATS = {
    "date": "2026-01-0{number}",
    "date-time": "2026-01-0{number}T12:00:00.000Z",
    "decimal": "{number}",
    "email": "example{number}@example.org",
    "uri": "https://example.org/{number}",
    "uuid": "00000000-0000-4000-8000-00000000000{number}",
}
TEXTS = ("Example {number}", "https://example.org/{number}", "{number}", "0.{number}")
LOCAL = re.compile(r"#/components/schemas/(\w+)")


def body(document: Mapping[str, Any], path: str, number: int, given: Mapping[str, Any], wanted: set[str]) -> Any:
    """What `POST path` accepts: its required fields and the wanted ones; another `number` makes other values.

    `given` has the values of references. Raises KeyError for a document that does not say what is accepted.
    """
    content = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    schema = resolved(document, content["schema"])
    names = {*schema.get("required", ()), *wanted, *given}
    return {
        name: given[name] if name in given else value(resolved(document, field), number)
        for name, field in schema["properties"].items()
        if name in names
    }


def resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema itself, where another one is named."""
    match = LOCAL.fullmatch(schema.get("$ref", ""))
    return document["components"]["schemas"][match[1]] if match else schema


def value(schema: Mapping[str, Any], number: int) -> Any:
    """One value of a field; of small types the number decides which, as long as there are so many."""
    if choices := schema.get("enum"):
        return choices[(number - 1) % len(choices)]
    kinds = schema.get("type", "object")
    kind = kinds if isinstance(kinds, str) else next(one for one in kinds if one != "null")
    match kind:
        case "integer" | "number":
            return min(max(number, schema.get("minimum", number)), schema.get("maximum", number))
        case "boolean":
            return number % 2 == 0
        case "array":
            return []
        case "object":
            return {}
    return _text(schema, number)


def _text(schema: Mapping[str, Any], number: int) -> str:
    """The first of some texts that the schema allows."""
    named = FORMATS.get(schema.get("format", ""), TEXTS[0])
    texts = [form.format(number=number).ljust(schema.get("minLength", 0), ".") for form in (named, *TEXTS)]
    most, pattern = schema.get("maxLength", 100), schema.get("pattern", "")
    return next((text for text in texts if len(text) <= most and _allowed(pattern, text)), texts[0])


def _allowed(pattern: str, text: str) -> bool:
    try:
        return re.search(pattern, text) is not None
    except re.error:
        # Why: it is one of JavaScript, and only most of them are Python's as well.
        return True

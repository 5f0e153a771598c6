"""Bodies that an app accepts, made from the fields of its resources."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from scaffold.core.names import camel
from scaffold.core.resource import Field, Resource

TEXTS = {
    "date": "2026-01-0{number}",
    "datetime": "2026-01-0{number}T12:00:00.000Z",
    "email": "example{number}@example.org",
    "string": "Example {number}",
    "text": "Example {number}",
    "url": "https://example.org/{number}",
    "uuid": "00000000-0000-4000-8000-00000000000{number}",
}


def body(resource: Resource, number: int, ids: Mapping[str, int], wanted: Collection[str] = ()) -> dict[str, Any]:
    """What a `POST` accepts: its required fields, with other values for another `number`, and the wanted columns.

    `ids` has a row of each resource that references name. Raises KeyError when one is missing.
    """
    return {
        camel(one.column): ids[one.target] if one.type == "references" else value(one, number)
        for one in resource.fields
        if one.required or one.column in wanted
    }


def value(field: Field, number: int) -> Any:
    """One value of a field; of small types the number decides which, as long as there are so many."""
    match field.type:
        case "enum":
            return field.arguments[(number - 1) % len(field.arguments)]
        case "integer" | "bigint" | "float":
            return number
        case "boolean":
            return number % 2 == 0
        case "decimal":
            digits, decimals = field.arguments or ("10", "2")
            return f"0.{number}" if digits == decimals else f"{number}"
        case "json":
            return {}
    text = TEXTS[field.type].format(number=number)
    limit = int(field.arguments[0]) if field.type == "string" and field.arguments else len(text)
    return text if len(text) <= limit else str(number)

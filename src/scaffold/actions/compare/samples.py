"""Bodies that an app accepts, made from the fields of its resources."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from scaffold.core import types
from scaffold.core.names import camel
from scaffold.core.patterns import PATTERNS
from scaffold.core.resource import Field, Resource

TEXTS = {
    "date": "2026-01-0{number}",
    "datetime": "2026-01-0{number}T12:00:00.000Z",
    "email": "example{number}@example.org",
    "url": "https://example.org/{number}",
    "uuid": "00000000-0000-4000-8000-00000000000{number}",
}
# Why without decimals: what is beyond may have more digits than there are.
WHOLE = ("integer", "bigint", "float")


def body(resource: Resource, number: int, ids: Mapping[str, int], wanted: Collection[str] = ()) -> dict[str, Any]:
    """What a `POST` accepts: its required fields, with other values for another `number`, and the wanted columns.

    `ids` has a row of each resource that references name. Raises KeyError when one is missing.
    """
    return {
        camel(one.column): ids[one.target] if one.type == "references" else value(one, number)
        for one in resource.fields
        if one.required or one.column in wanted
    }


def ranged(resource: Resource) -> Field | None:
    """The first number of a body that has a least or a most."""
    return next(
        (one for one in resource.fields if one.type in WHOLE and any(types.bounds(one.arguments)) and not one.private),
        None,
    )


def outside(resource: Resource) -> dict[str, Any]:
    """That number, beyond one of its ends."""
    field = ranged(resource)
    if not field:
        return {}
    least, most = types.bounds(field.arguments)
    beyond = Decimal(least) - 1 if least else Decimal(most or 0) + 1
    return {camel(field.name): float(beyond) if field.type == "float" else int(beyond)}


def value(field: Field, number: int) -> Any:
    """One value of a field; of small types the number decides which, as long as there are so many."""
    match field.type:
        case "enum":
            return field.arguments[(number - 1) % len(field.arguments)]
        case "integer" | "bigint" | "float" | "decimal":
            return _number(field, number)
        case "boolean":
            return number % 2 == 0
        case "json":
            return {}
        case "string" | "text":
            return _text(field, number)
    return TEXTS[field.type].format(number=number)


def _text(field: Field, number: int) -> str:
    least, most = field.length
    if field.pattern:
        one = PATTERNS[field.pattern]
        return one.examples[(number - 1) % 2] if one.fixed else str(number).rjust(least, "1")
    text = f"Example {number}"
    return (text if len(text) <= most else str(number)).ljust(least, ".")


def _number(field: Field, number: int) -> Any:
    """Counted from the least, or up to the most; a decimal in its text."""
    least, most = types.bounds(field.arguments)
    whole, decimals = types.digits(field.arguments) if field.type == "decimal" else (1, 0)
    step = Decimal(1).scaleb(-decimals if whole == decimals else 0)
    value = step * number
    if least and value < Decimal(least):
        value = Decimal(least) + step * (number - 1)
    if most and value > Decimal(most):
        value = Decimal(most)
    if field.type == "decimal":
        return f"{value.normalize():f}"
    return float(value) if field.type == "float" and value % 1 else int(value)

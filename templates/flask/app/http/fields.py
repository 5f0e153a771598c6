"""The types of fields: what JSON may hold, and what Python gets.

Twin: src/http/fields.ts
"""

import datetime as dt
import re
from decimal import Decimal as Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from app.http import spelling
from app.http.json import shortest
from app.http.spelling import spelled


def text(least: int, most: int) -> Any:
    return Field(min_length=least or None, max_length=most, pattern=spelling.NO_NUL)


def email(least: int) -> Any:
    return Field(min_length=least or None, max_length=254, pattern=spelling.EMAIL)


def url(least: int) -> Any:
    return Field(min_length=least or None, max_length=768, pattern=spelling.URL)


def number(value: object, info: ValidationInfo) -> object:
    """Reads 1e300 as the integer that it is, and the digits of a query."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if info.context == "query" and isinstance(value, str):
        return int(Decimal(value)) if re.fullmatch(r"-?[0-9]+(\.0+)?", value) else value
    return value


def flag(value: object, info: ValidationInfo) -> object:
    words = {"true": True, "false": False}
    if info.context == "query" and isinstance(value, str):
        return words.get(value, value)
    return value


def present(value: object) -> object:
    if value is None:
        raise PydanticCustomError("type", "must be of type object")
    return value


def distinct(ids: list[int]) -> list[int]:
    if len(set(ids)) < len(ids):
        raise PydanticCustomError("uniqueItems", "must not repeat an item")
    return ids


[# concept input.instants #]
def read_instant(spelled: str) -> dt.datetime:
    """Reads any offset as UTC and drops the digits past the millisecond."""
    [# (2) #]
    instant = dt.datetime.fromisoformat(spelled).astimezone(dt.UTC)
    if instant.year < 1000:
        raise ValueError("year")
    [# (3) #]
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
[# /concept #]


[# concept output.json #]
def write_instant(instant: dt.datetime) -> str:
    [# (2) #]
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")
[# /concept #]


def decimal(precision: int, scale: int) -> Any:
    whole = precision - scale
    digits = f"[0-9]{{1,{whole}}}" if whole else "0"
    fraction = rf"(\.[0-9]{{1,{scale}}})?" if scale else ""
    places = f"{precision} digits, {scale} after the point"
    detail = f"must be a decimal like 9.99 ({places})"

    def read(text: str) -> Decimal:
        return round(Decimal(text), scale) + 0  # Why + 0: it makes -0 plain 0.

    return spelled(Decimal, f"^-?{digits}{fraction}$", detail, read)


Text = Annotated[str, text(0, 16_000)]
Integer = Annotated[int, Field(ge=-(2**31), le=2**31 - 1), BeforeValidator(number)]
BigInteger = Annotated[int, Field(ge=1 - 2**53, le=2**53 - 1), BeforeValidator(number)]
Float = Annotated[
    float,
    PlainSerializer(shortest, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
Boolean = Annotated[bool, BeforeValidator(flag)]
Date = Annotated[
    dt.date,
    spelled(
        dt.date,
        spelling.DATE,
        "must be a date like 2026-01-31",
        dt.date.fromisoformat,
    ),
]
[# concept input.instants #]
Instant = Annotated[
    dt.datetime,
    spelled(
        dt.datetime,
        [# (1) #]
        spelling.INSTANT,
        "must be an instant like 2026-01-31T12:00:00Z",
        read_instant,
    ),
    PlainSerializer(write_instant, when_used="json"),
]
[# /concept #]
Uuid = Annotated[str, StringConstraints(pattern=spelling.UUID, to_lower=True)]
NOT_NULL = ["array", "boolean", "number", "object", "string"]
Json = Annotated[
    Any,
    BeforeValidator(present),
    WithJsonSchema({"type": NOT_NULL, "items": {}}),
]
Id = Annotated[int, Field(ge=1, le=2**31 - 1), BeforeValidator(number)]
Ids = Annotated[
    list[Id],
    Field(max_length=100, json_schema_extra={"uniqueItems": True}),
    AfterValidator(distinct),
]
SortedIds = Annotated[list[int], BeforeValidator(sorted)]

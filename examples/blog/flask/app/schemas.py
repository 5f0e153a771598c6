"""What JSON may hold: the types that the schemas of all resources are made of."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

from flask import Response
from pydantic import (
    AfterValidator,
    AliasGenerator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from app.errors import camel

MAX_ID = 2**31 - 1
# Why: PostgreSQL keeps no NUL.
NO_NUL = r"^[^\u0000]*$"


def text(least: int, most: int) -> Any:
    return Field(min_length=least or None, max_length=most, pattern=NO_NUL)


def whole(value: Any) -> Any:
    """Why: in JSON 27.0 is an integer, and in a query 1_0 is none."""
    if isinstance(value, str) and not re.fullmatch("-?[0-9]+", value):
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return int(value) if isinstance(value, float) and value.is_integer() else value


def read_as(kind: str, pattern: str, read: Callable[..., Any]) -> BeforeValidator:
    """A value that is a string in JSON, of this pattern and no other."""
    schema = {"type": "string", "format": kind, "pattern": pattern}

    def check(value: Any) -> Any:
        if isinstance(value, dt.date):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "Input should be a valid string")
        if not re.fullmatch(pattern, value):
            raise ValueError
        return read(value)

    written = Annotated[str, WithJsonSchema(schema)]
    return BeforeValidator(check, json_schema_input_type=written)


def read_instant(value: str) -> dt.datetime:
    """Drops what is past the millisecond, and knows no year that databases do not."""
    instant = dt.datetime.fromisoformat(value)
    instant = instant.replace(microsecond=instant.microsecond // 1000 * 1000)
    try:
        instant = instant.astimezone(dt.UTC)
    except OverflowError:
        raise ValueError from None
    if instant.year < 1000:
        raise ValueError
    return instant


def unlike(ids: list[int]) -> list[int]:
    if len(set(ids)) < len(ids):
        raise PydanticCustomError("unique_items", "Items should be unique")
    return ids


def ids_of(rows: list[Any]) -> list[int]:
    return sorted(row.id for row in rows)


def write_instant(value: dt.datetime) -> str:
    instant = value.astimezone(dt.UTC).isoformat(timespec="milliseconds")
    return instant.replace("+00:00", "Z")


HOUR = "([01][0-9]|2[0-3]):[0-5][0-9]"
INSTANT = (
    r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"
    rf"T{HOUR}:[0-5][0-9](\.[0-9]{{1,9}})?(Z|[+-]{HOUR})$"
)
Instant = Annotated[dt.datetime, read_as("date-time", INSTANT, read_instant)]
Id = Annotated[int, Field(ge=1, le=MAX_ID), BeforeValidator(whole)]
Ids = Annotated[
    list[Id],
    Field(max_length=100, json_schema_extra={"uniqueItems": True}),
    AfterValidator(unlike),
]
IdsOut = Annotated[list[int], BeforeValidator(ids_of)]
InstantOut = Annotated[
    dt.datetime,
    PlainSerializer(write_instant, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class Body(BaseModel):
    """What goes in; a field has the JSON type that it says, and no other."""

    model_config = ConfigDict(
        extra="forbid", alias_generator=camel, strict=True, validate_by_name=True
    )


class PageQuery(BaseModel):
    """The query of every list; a resource adds what it is sorted and filtered by."""

    model_config = ConfigDict(extra="forbid", alias_generator=camel)

    page: Annotated[int, Field(ge=1, le=1_000_000), BeforeValidator(whole)] = 1
    per_page: Annotated[int, Field(ge=1, le=100), BeforeValidator(whole)] = 20
    sort: str = "id"


class Output(BaseModel):
    """What goes out: the attributes of a row that a schema names."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(serialization_alias=camel),
        from_attributes=True,
    )

    @classmethod
    def answer(cls, source: object) -> Response:
        text = cls.model_validate(source).model_dump_json(by_alias=True)
        return Response(text, mimetype="application/json")


R = TypeVar("R", bound=Output)


class PageOf(Output, Generic[R]):
    items: list[R]
    page: int
    per_page: int
    total: int
    pages: int

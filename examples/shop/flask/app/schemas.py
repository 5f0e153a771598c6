"""What JSON may hold: the types that the schemas of all resources are made of."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
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


def spelt(kind: str, pattern: str, most: int | None = None) -> Any:
    """A string of a format; `pattern` says how it is written."""
    return Field(max_length=most, pattern=pattern, json_schema_extra={"format": kind})


def short_name(address: str) -> str:
    """Why: what stands before the @ has 64 characters or less (RFC 5321)."""
    if address.index("@") > 64:
        raise ValueError
    return address


def whole(value: Any) -> Any:
    """Why: in JSON 27.0 is an integer, and in a query 1_0 is none."""
    if isinstance(value, str) and not re.fullmatch("-?[0-9]+", value):
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return int(value) if isinstance(value, float) and value.is_integer() else value


def truth(value: Any) -> Any:
    """Why: pydantic would take `yes` of a query."""
    if isinstance(value, str) and value not in {"true", "false"}:
        raise PydanticCustomError("bool_type", "Input should be a valid boolean")
    return value


def read_as(kind: str, pattern: str, read: Callable[..., Any]) -> BeforeValidator:
    """A value that is a string in JSON, of this pattern and no other."""
    schema = {"type": "string", "format": kind, "pattern": pattern}

    def check(value: Any) -> Any:
        if isinstance(value, dt.date | Decimal):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "Input should be a valid string")
        if not re.fullmatch(pattern, value):
            raise ValueError
        return read(value)

    written = Annotated[str, WithJsonSchema(schema)]
    return BeforeValidator(check, json_schema_input_type=written)


def decimal(precision: int, scale: int) -> BeforeValidator:
    """A decimal as a string, with no more digits than its column has."""
    whole = precision - scale
    digits = f"[0-9]{{1,{whole}}}" if whole else "0"
    pattern = f"^-?{digits}(\\.[0-9]{{1,{scale}}})?$" if scale else f"^-?{digits}$"

    def read(value: str) -> Decimal:
        # Why added: the zero of "-0" loses its sign.
        return Decimal(value).quantize(Decimal(1).scaleb(-scale)) + 0

    return read_as("decimal", pattern, read)


def unlike(ids: list[int]) -> list[int]:
    if len(set(ids)) < len(ids):
        raise PydanticCustomError("unique_items", "Items should be unique")
    return ids


def ids_of(rows: list[Any]) -> list[int]:
    return sorted(row.id for row in rows)


def write_instant(value: dt.datetime) -> str:
    instant = value.astimezone(dt.UTC).isoformat(timespec="milliseconds")
    return instant.replace("+00:00", "Z")


Integer = Annotated[int, Field(ge=-(2**31), le=2**31 - 1), BeforeValidator(whole)]
Boolean = Annotated[bool, BeforeValidator(truth)]
DATE = r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"
Date = Annotated[dt.date, read_as("date", f"^{DATE}$", dt.date.fromisoformat)]
Email = Annotated[
    str,
    spelt(
        "email",
        r"^[A-Za-z0-9_'+-]+(\.[A-Za-z0-9_'+-]+)*"
        r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$",
        254,
    ),
    AfterValidator(short_name),
]
DecimalOut = Annotated[
    Decimal,
    PlainSerializer("{:f}".format, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string"}),
]
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

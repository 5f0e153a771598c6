"""What JSON may hold: the types that the schemas of all resources are made of."""

import datetime as dt
import re
from typing import Annotated, Any, Generic, TypeVar

from flask import Response
from pydantic import (
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


def truth(value: Any) -> Any:
    """Why: pydantic would take `yes` of a query."""
    if isinstance(value, str) and value not in {"true", "false"}:
        raise PydanticCustomError("bool_type", "Input should be a valid boolean")
    return value


def write_instant(value: dt.datetime) -> str:
    instant = value.astimezone(dt.UTC).isoformat(timespec="milliseconds")
    return instant.replace("+00:00", "Z")


Boolean = Annotated[bool, BeforeValidator(truth)]
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

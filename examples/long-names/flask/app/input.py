"""Reads a request and checks it against a schema."""

from typing import TypeVar

from flask import abort, request
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, from_json
from werkzeug.exceptions import BadRequest, HTTPException, UnprocessableEntity
from werkzeug.routing import BaseConverter

from app.errors import FieldError, field_error
from app.schemas import MAX_ID, NO_NUL

# What JSON Schema calls a mistake of pydantic's, and what people do.
TYPE = ("type", "has another type")
FORMAT = ("format", "is not written as it should be")
MISTAKES = {
    "missing": ("required", "is required"),
    "extra_forbidden": ("additionalProperties", "is not allowed"),
    "string_too_short": ("minLength", "is too short"),
    "string_too_long": ("maxLength", "is too long"),
    "string_pattern_mismatch": ("pattern", "has characters that are not allowed"),
    "greater_than_equal": ("minimum", "is too small"),
    "less_than_equal": ("maximum", "is too large"),
    "too_long": ("maxItems", "has too many items"),
    "unique_items": ("uniqueItems", "has an item twice"),
    "literal_error": ("enum", "is not one of the choices"),
}
S = TypeVar("S", bound=BaseModel)


class Invalid(UnprocessableEntity):
    """The body or the query does not fit its schema."""

    def __init__(self, where: str, mistakes: list[ErrorDetails]) -> None:
        super().__init__("The request is not valid.")
        errors = {error["pointer"]: error for error in errors_of(where, mistakes)}
        self.errors = [errors[pointer] for pointer in sorted(errors)[:100]]
        if more := len(errors) - len(self.errors):
            self.description += f" {more} more errors are not listed."


class IdConverter(BaseConverter):
    """`<id:…>` in a path: an integer that a column of ids can hold."""

    regex = "[1-9][0-9]{0,9}"

    def to_python(self, value: str) -> int:
        if int(value) > MAX_ID:
            abort(404)
        return int(value)


def body(schema: type[S]) -> S:
    if not request.is_json:
        abort(415, "Send the body as application/json.")
    try:
        data = from_json(read(), allow_inf_nan=False)
        return schema.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        raise Invalid("body", error.errors(include_url=False)) from None
    except ValueError:
        raise BadRequest("The body is not valid JSON.") from None


def query(schema: type[S]) -> S:
    try:
        return schema.model_validate_strings(request.args.to_dict())
    except ValidationError as error:
        raise Invalid("query", error.errors(include_url=False)) from None


def read() -> bytes:
    try:
        data = request.get_data()
    except HTTPException:
        raise
    except Exception:
        # Why any: each server has its own for chunks that are none.
        raise BadRequest from None
    # Why: of a body that does not say how long it is no more was read.
    if request.content_length is None and len(data) == request.max_content_length:
        abort(413)
    return data


def errors_of(where: str, mistakes: list[ErrorDetails]) -> list[FieldError]:
    found = []
    for error in mistakes:
        is_other = error["type"].endswith(("_type", "bool_parsing", "int_parsing"))
        code, detail = TYPE if is_other else MISTAKES.get(error["type"], FORMAT)
        if code == "enum" and not isinstance(error["input"], str):
            code, detail = TYPE
        if code == "pattern" and error["ctx"]["pattern"] != NO_NUL:
            code, detail = FORMAT
        found.append(field_error(where, error["loc"], code, detail))
    return found

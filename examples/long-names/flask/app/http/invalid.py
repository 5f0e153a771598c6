"""Says what is wrong with a request, in the words of the contract.

Twin: src/http/invalid.ts
"""

import re

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.errors import FieldError
from app.http.spelling import MISMATCHES

TYPES = {
    "bool_type": "boolean",
    "float_type": "number",
    "int_type": "integer",
    "list_type": "array",
    "model_type": "object",
    "string_type": "string",
}

CONSTRAINTS = {
    "missing": ("required", "is required"),
    "extra_forbidden": ("additionalProperties", "is not allowed"),
    "string_too_short": ("minLength", "must have {min_length} or more characters"),
    "string_too_long": ("maxLength", "must have at most {max_length} characters"),
    "greater_than_equal": ("minimum", "must be at least {ge}"),
    "less_than_equal": ("maximum", "must be at most {le}"),
    "too_long": ("maxItems", "must have at most {max_length} items"),
}


def describe(error: ValidationError, where: str) -> list[FieldError]:
    return [field_error(details, where) for details in error.errors()]


def field_error(error: ErrorDetails, where: str) -> FieldError:
    code, detail = reason(error)
    return {"in": where, "pointer": pointer(error), "code": code, "detail": detail}


def pointer(error: ErrorDetails) -> str:
    parts = (str(part) for part in error["loc"])
    return "".join("/" + p.replace("~", "~0").replace("/", "~1") for p in parts)


def reason(error: ErrorDetails) -> tuple[str, str]:
    kind, values = error["type"], error.get("ctx", {})
    if kind in TYPES:
        return "type", f"must be of type {TYPES[kind]}"
    if kind in CONSTRAINTS:
        code, detail = CONSTRAINTS[kind]
        return code, detail.format(**values)
    if kind == "string_pattern_mismatch":
        return MISMATCHES[values["pattern"]]
    if kind == "literal_error":
        return choice(error["input"], values["expected"])
    return kind, error["msg"]


def choice(value: object, expected: str) -> tuple[str, str]:
    if not isinstance(value, str):
        return "type", "must be of type string"
    return "enum", "must be one of " + ", ".join(re.findall("'([^']*)'", expected))

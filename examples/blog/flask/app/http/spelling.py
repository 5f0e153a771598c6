"""Values that JSON has no type for: each is a string with one spelling.

Twin: src/http/spelling.ts
"""

import re
from collections.abc import Callable
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

NO_NUL = r"^[^\u0000]*$"
URL = r"^https?://[!-~]+$"
EMAIL = r"^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
UUID = (
    r"^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}"
    r"-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$"
)
DATE = r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$"
INSTANT = (
    r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"
    r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)

MISMATCHES = {
    NO_NUL: ("pattern", "has characters that are not allowed"),
    URL: ("format", "must be an http or https URL"),
    EMAIL: ("format", "must be an email address"),
    UUID: ("format", "must be a UUID"),
}

T = TypeVar("T")


def spelled(
    kind: type[T],
    pattern: str,
    detail: str,
    read: Callable[[str], T],
) -> BeforeValidator:
    """Reads `kind` from its spelling; a value that is one already stays as it is."""

    def validate(value: object) -> T:
        if isinstance(value, kind):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError("type", "must be of type string")
        try:
            if re.fullmatch(pattern, value):
                return read(value)
        except (ValueError, OverflowError):
            pass
        raise PydanticCustomError("format", detail)

    spelling = Annotated[str, Field(pattern=pattern)]
    return BeforeValidator(validate, json_schema_input_type=spelling)

"""The one JSON dialect: what a JavaScript program reads and writes.

Twin: src/http/json.ts
"""

import json
from decimal import Decimal
from math import inf, isfinite
from typing import Any

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider

MAX_INTEGER = 2**53 - 1
MAX_DIGITS = 17  # its sign included
MAX_DEPTH = 64


class Provider(DefaultJSONProvider):
    """Writes keys in their own order, compact, and no newline at the end."""

    sort_keys = False
    ensure_ascii = False

    def response(self, *args: Any, **kwargs: Any) -> Response:
        body = dumps(self._prepare_response_obj(args, kwargs))
        return Response(body, content_type="application/json; charset=utf-8")


def init_app(app: Flask) -> None:
    app.json = Provider(app)


def no_content() -> Response:
    response = Response(status=204)
    del response.headers["Content-Type"]
    return response


def dumps(value: Any, **options: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), **options)


def loads(raw: bytes) -> Any:
    """Raises ValueError for what is not JSON, or what JavaScript cannot keep."""
    try:
        value = json.loads(
            raw.decode(),
            parse_int=integer,
            parse_float=lambda text: shortest(float(text)),
            parse_constant=refuse,
        )
    except RecursionError:
        raise ValueError("too deep") from None
    check(value, 1)
    return value


def shortest(number: float) -> int | float:
    """1.0 as 1: JavaScript has one kind of number, and writes it without a point."""
    if number.is_integer() and abs(number) < 1e21:
        return int(Decimal(repr(number)))
    return number


def integer(text: str) -> int | float:
    """Infinity for what is too large: of two with one name only the last one counts."""
    number = int(text) if len(text) <= MAX_DIGITS else inf
    return number if abs(number) <= MAX_INTEGER else inf


def refuse(text: str) -> None:
    raise ValueError(f"{text} is not JSON")


def check(value: Any, depth: int) -> None:
    """Refuses what `json.loads` lets through: infinity, half a surrogate, depth."""
    if depth > MAX_DEPTH:
        raise ValueError("too deep")
    match value:
        case str():
            value.encode()
        case float() if not isfinite(value):
            raise ValueError("too large")
        case list():
            for item in value:
                check(item, depth + isinstance(item, list | dict))
        case dict():
            for key, item in value.items():
                key.encode()
                check(item, depth + isinstance(item, list | dict))

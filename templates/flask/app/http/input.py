"""Reads a request in the order of the contract, or raises one Problem.

Twin: src/http/input.ts
"""

import re
from typing import TypeVar
from urllib.parse import parse_qsl

from flask import current_app, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from app.errors import Problem
from app.http import invalid, json
from app.http.schema import Input

MAX_ID = 2**31 - 1


T = TypeVar("T", bound=Input)


[# concept routing.parameters #]
def row_id(text: str) -> int:
    [# (3) #]
    if not re.fullmatch("[1-9][0-9]{0,9}", text) or int(text) > MAX_ID:
        raise Problem(404)
    return int(text)
[# /concept #]


[# concept quality.types #]
[# (1) #]
def body(schema: type[T]) -> T:
    raw = received()
    if not is_json():
        raise Problem(415, "Send the body as application/json in UTF-8.")
    try:
        value = json.loads(raw)
    except ValueError:
        raise Problem(400, "The body is not valid JSON.") from None
    return validate(schema, value, "body")
[# /concept #]


[# concept protection.body_limit #]
def received() -> bytes:
    try:
        raw = request.get_data(cache=False)
    except HTTPException as error:
        # Why asked for: Werkzeug says only that the client has gone.
        [# (1) #]
        if isinstance(error.__context__, TimeoutError):
            seconds = current_app.config["REQUEST_SECONDS"]
            detail = f"The request took longer than {seconds} seconds to arrive."
            raise Problem(408, detail) from None
        raise
    except Exception:
        # Why any: each server has errors of its own for a broken transfer.
        raise Problem(400, "The body is not valid JSON.") from None
    [# (2) #]
    if len(raw) > current_app.config["BODY_LIMIT"]:
        raise RequestEntityTooLarge
    return raw
[# /concept #]


def is_json() -> bool:
    charset = request.mimetype_params.get("charset", "utf-8")
    coding = request.headers.get("Content-Encoding", "identity")
    return (
        request.mimetype == "application/json"
        and charset.lower() == "utf-8"
        and coding.lower() == "identity"
    )


[# concept input.query #]
def query(schema: type[T]) -> T:
    # Why not `request.args`: it hides that a parameter was given twice.
    text = request.query_string.decode("latin-1")
    values: dict[str, list[str]] = {}
    [# (1) #]
    for name, value in parse_qsl(text, keep_blank_values=True):
        values.setdefault(name, []).append(value)
    [# (2) #]
    single = {name: v[0] if len(v) == 1 else v for name, v in values.items()}
    return validate(schema, single, "query")
[# /concept #]


[# concept input.body #]
def validate(schema: type[T], value: object, where: str) -> T:
    try:
        [# (3) #]
        return schema.model_validate(value, context=where)
    except ValidationError as error:
        errors = invalid.describe(error, where)
        raise Problem(422, "The request is not valid.", errors) from None
[# /concept #]

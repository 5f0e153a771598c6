"""Whether two OpenAPI documents mean the same.

What no client can tell apart counts as equal: the order of keys and lists of names, titles, descriptions of schemas,
where a schema is written (in place or by reference), `additionalProperties: false` of answers, bounds that JSON's safe
integers have anyway, how the pattern beside a `format` is written (not that there is one), a default of null or of an
optional part of an answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

SAFE = 2**53 - 1
# Names that a client's generator takes over; what else is named is how a schema is written.
NAMED = re.compile(r"(Create|Update|Out|Page)$|^Problem$")
METHODS = ("get", "put", "post", "delete", "patch")


def differences(one: Schema, other: Schema) -> list[str]:
    """What the second of two OpenAPI 3.1 documents says otherwise, a line each; `info` and the names of the components
    are part of it. Raises KeyError, TypeError or AttributeError for what is no such document."""
    heads = [
        {
            "openapi": found["openapi"],
            "info": found["info"],
            "security": found.get("security", []),
            "components": sorted(filter(NAMED.search, found.get("components", {}).get("schemas", {}))),
        }
        for found in (one, other)
    ]
    return [*unlike(heads[0], heads[1]), *unlike(meaning(one), meaning(other))]


def meaning(document: Schema) -> Schema:
    """Path and method to what the operation takes and answers."""
    return {
        f"{method} {path}": operation(document, item[method], item.get("parameters", []))
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    }


def operation(document: Schema, one: Schema, shared: list[Schema]) -> Schema:
    parameters = [resolved(document, parameter) for parameter in [*shared, *one.get("parameters", [])]]
    body = resolved(document, one.get("requestBody", {}))
    return {
        "operationId": one.get("operationId"),
        "tags": one.get("tags", []),
        "summary": one.get("summary"),
        "parameters": {f"{one['in']} {one['name']}": parameter(document, one) for one in parameters},
        "body": content(document, body),
        "required": body.get("required", False),
        "responses": {
            status: response(document, resolved(document, answer)) for status, answer in one["responses"].items()
        },
    }


def parameter(document: Schema, one: Schema) -> Schema:
    return {"required": one.get("required", False), "schema": schema(document, one.get("schema", {}))}


def response(document: Schema, answer: Schema) -> Schema:
    headers = {name.lower(): schema(document, one.get("schema", {})) for name, one in answer.get("headers", {}).items()}
    return {"content": content(document, answer, answered=True), "headers": headers}


def content(document: Schema, holder: Schema, *, answered: bool = False) -> Schema:
    # Why a schema may be missing: a page of HTML has none.
    return {
        media: schema(document, one.get("schema", {}), answered=answered)
        for media, one in holder.get("content", {}).items()
    }


def resolved(document: Schema, value: Schema) -> Schema:
    while "$ref" in value:
        target = document
        for name in value["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        value = target
    return value


def schema(document: Schema, value: Schema, *, answered: bool = False) -> Schema:
    value = dict(resolved(document, value))
    dropped = ["title", "description", "$schema", "$id", "id"] + ["additionalProperties", "default"] * answered
    dropped += ["pattern"] if answered and "format" in value else []
    dropped += ["minLength"] if value.get("minLength") == 0 else []
    dropped += ["default"] if value.get("default", 0) is None else []
    dropped += ["maximum"] if value.get("maximum") == SAFE else []
    dropped += ["minimum"] if value.get("minimum") == -SAFE else []
    value = {name: one for name, one in value.items() if name not in dropped}
    if "pattern" in value and "format" in value:
        value["pattern"] = "its own"
    elif "pattern" in value:
        value["pattern"] = value["pattern"].replace("\\0", "\0").replace("\\x00", "\0").replace("\\u0000", "\0")
    if isinstance(value.get("type"), list):
        kinds = value.pop("type")
        value = {"anyOf": [{**value, "type": kind} for kind in kinds]}
    if "const" in value:
        value["enum"] = [value.pop("const")]
    for name in ("enum", "required"):
        if name in value:
            value[name] = sorted(value[name], key=str)
    if "items" in value:
        value["items"] = schema(document, value["items"], answered=answered)
    if "properties" in value:
        value["properties"] = {
            name: schema(document, one, answered=answered) for name, one in value["properties"].items()
        }
    return choices(document, value, answered=answered)


def choices(document: Schema, value: Schema, *, answered: bool) -> Schema:
    for name in ("anyOf", "oneOf"):
        if name in value:
            found = [schema(document, one, answered=answered) for one in value.pop(name)]
            found.sort(key=lambda one: json.dumps(one, sort_keys=True))
            # Why: an optional part of an answer that is null is one that is absent.
            value |= found[0] if answered and len(found) == 1 else {"anyOf": found}
    return value


def unlike(one: Any, other: Any, path: str = "") -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted({*one, *other}):
            place = f"{path} > {name}"
            if name not in one:
                yield f"only in the second{place}{shown(other[name])}"
            elif name not in other:
                yield f"only in the first{place}{shown(one[name])}"
            else:
                yield from unlike(one[name], other[name], place)
    elif json.dumps(one, sort_keys=True) != json.dumps(other, sort_keys=True):
        yield f"{path.removeprefix(' > ')}: {json.dumps(one)[:200]} ≠ {json.dumps(other)[:200]}"


def shown(value: Any) -> str:
    return "" if isinstance(value, dict | list) else f": {json.dumps(value)}"

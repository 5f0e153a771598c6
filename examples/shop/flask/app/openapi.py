"""Makes an OpenAPI document of operations and of the schemas that routes use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import MISSING, BaseModel, Field
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from app.errors import TITLES

Schema = type[BaseModel]
REFERENCE = "#/components/schemas/{model}"


class ProblemError(BaseModel):
    # Why the alias: `in` is a word of Python.
    where: str = Field(serialization_alias="in")
    pointer: str
    code: str
    detail: str


class Problem(BaseModel):
    type: str
    title: str
    status: int
    detail: str | MISSING = MISSING
    errors: list[ProblemError] | MISSING = MISSING


@dataclass
class Operation:
    """What a route takes and answers; `more` is written into the document as it is."""

    summary: str
    query: Schema | None = None
    body: Schema | None = None
    answer: Schema | None = None
    status: int = 200
    refusals: tuple[int, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


Operations = Mapping[str, Operation]
Paths = Mapping[str, Operations]


def crud(
    path: str,
    *,
    one: str,
    create: Schema,
    update: Schema,
    query: Schema,
    row: Schema,
    page: Schema,
) -> Paths:
    """The five operations that all resources have."""
    many, conflict = path.rpartition("/")[2].replace("-", " "), (409,)
    return {
        path: {
            "get": Operation(f"List {many}", query, answer=page),
            "post": Operation(f"Create {one}", None, create, row, 201, conflict),
        },
        path + "/{id}": {
            "get": Operation(f"Get {one}", answer=row),
            "patch": Operation(f"Update {one}", None, update, row, 200, conflict),
            "delete": Operation(f"Delete {one}", status=204, refusals=conflict),
        },
    }


def nested(path: str, summary: str, query: Schema, page: Schema) -> Paths:
    """The list of the rows that belong to one row."""
    return {path: {"get": Operation(summary, query, answer=page)}}


def describe(title: str, paths: Paths) -> dict[str, Any]:
    operations = [one for methods in paths.values() for one in methods.values()]
    models: set[tuple[Schema, JsonSchemaMode]] = {(Problem, "serialization")}
    models |= {(one.body, "validation") for one in operations if one.body}
    models |= {(one.answer, "serialization") for one in operations if one.answer}
    ordered = sorted(models, key=lambda model: model[0].__name__)
    _, schemas = models_json_schema(ordered, ref_template=REFERENCE)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "0.1.0"},
        "servers": [{"url": "/"}],
        "security": [],
        "paths": {
            path: {method: write(path, one) for method, one in methods.items()}
            for path, methods in paths.items()
        },
        "components": {"schemas": schemas["$defs"], "securitySchemes": {}},
    }


def write(path: str, one: Operation) -> dict[str, Any]:
    names = re.findall(r"{(\w+)}", path)
    parameters = [path_parameter(name) for name in names]
    refusals = {429, *one.refusals}
    answer: dict[str, Any] = {"description": "Done"}
    written: dict[str, Any] = {
        "operationId": operation_id(one.summary),
        "summary": one.summary,
        "tags": path.split("/")[2:3],
    }
    if names:
        refusals |= {404}
    if one.query:
        refusals |= {422}
        parameters += query_parameters(one.query)
    if one.body:
        refusals |= {400, 413, 415, 422}
        written["requestBody"] = {"required": True, "content": content(one.body)}
    if one.answer:
        answer["content"] = content(one.answer)
    if one.status == 201:
        answer["headers"] = {"Location": {"schema": {"type": "string"}}}
    written["parameters"] = parameters
    written["responses"] = {str(one.status): answer}
    for code in sorted(refusals):
        written["responses"][str(code)] = {
            "description": TITLES.get(code, "Refused"),
            "content": content(Problem, "application/problem+json"),
        }
    return written | one.more


def operation_id(summary: str) -> str:
    """Why the summary: it says what is done, and clients name a function so."""
    first, *others = re.split(r"[\W_]+", summary.lower())
    return first + "".join(map(str.capitalize, others))


def content(schema: Schema, media: str = "application/json") -> dict[str, Any]:
    return {media: {"schema": {"$ref": REFERENCE.format(model=schema.__name__)}}}


def path_parameter(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if name == "id":
        schema = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def query_parameters(query: Schema) -> list[dict[str, Any]]:
    properties = query.model_json_schema()["properties"]
    return [
        {"name": name, "in": "query", "schema": schema}
        for name, schema in properties.items()
    ]

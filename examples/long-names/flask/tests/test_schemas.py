"""openapi.json says what the schemas accept and write.

Twin: tests/schemas.test.ts
"""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).parents[1] / "openapi.json"
DOCUMENT = json.loads(FILE.read_text(encoding="utf-8"))
SCHEMAS = DOCUMENT["components"]["schemas"]
PARAMETERS = DOCUMENT["components"]["parameters"]
IGNORED = {"title", "format", "additionalProperties"}
CHECKS = {"pattern", "minimum", "maximum", "minLength", "maxLength", "default"}
RESOURCES = [
    ("A", "aa"),
    ("PurchaseOrderLineItem", "purchase_order_line_items"),
    ("SupplierContactPersons", "supplier_contact_peoples"),
]

Schema = dict[str, Any]


@pytest.mark.parametrize(("name", "folder"), RESOURCES)
def test_describes_the_schemas(name: str, folder: str) -> None:
    code = import_module(f"app.features.{folder}.schemas")

    assert described(f"{name}Create") == read(code.Create)
    assert described(f"{name}Update") == read(code.Update)
    assert described(name) == written(code.Row)
    assert described(f"{name}Page") == written(code.Page)


@pytest.mark.parametrize(("name", "folder"), RESOURCES)
def test_describes_the_queries(name: str, folder: str) -> None:
    code = import_module(f"app.features.{folder}.schemas")
    path = f"/api/{folder}".replace("_", "-")
    parameters = DOCUMENT["paths"][path]["get"]["parameters"]
    expected = {}
    for parameter in parameters:
        reference = parameter.get("$ref", "").rpartition("/")[2]
        found = PARAMETERS.get(reference, parameter)
        expected[found["name"]] = simple(found["schema"], SCHEMAS)
    actual = {
        key: without_null(schema)
        for key, schema in read(code.Query)["properties"].items()
    }

    assert actual == expected


def described(name: str) -> Schema:
    return simple(SCHEMAS[name], SCHEMAS)


def read(model: Any) -> Schema:
    schema = model.model_json_schema(mode="validation")
    return simple(schema, schema.get("$defs", {}))


def written(model: Any) -> Schema:
    """What goes out has passed all checks, so the document names none of them."""
    schema = model.model_json_schema(mode="serialization")
    return simple(schema, schema.get("$defs", {}), ignored=IGNORED | CHECKS)


def simple(schema: Schema, known: Schema, ignored: set[str] = IGNORED) -> Schema:
    """The same schema in one spelling: no references, null as one of the types."""
    if reference := schema.get("$ref"):
        schema = {**known[reference.rpartition("/")[2]], **schema}
    kept = {k: v for k, v in schema.items() if k not in {*ignored, "$ref", "$defs"}}
    if "const" in kept:
        kept["enum"] = [kept.pop("const")]
    if alternatives := kept.pop("anyOf", None):
        some, null = (simple(schema, known, ignored) for schema in alternatives)
        kept = {**some, **kept, "type": types(some) + types(null)}
        if "enum" in some:
            kept["enum"] = [*some["enum"], None]
    if "properties" in kept:
        properties = kept["properties"].items()
        kept["properties"] = {k: simple(v, known, ignored) for k, v in properties}
        kept["required"] = sorted(kept.get("required", []))
    if "items" in kept:
        kept["items"] = simple(kept["items"], known, ignored)
    return kept


def types(schema: Schema) -> list[str]:
    kind = schema["type"]
    return kind if isinstance(kind, list) else [kind]


def without_null(schema: Schema) -> Schema:
    """An absent parameter is None in Python, and cannot be null in a query."""
    if "null" not in schema["type"]:
        return schema
    kept = {k: v for k, v in schema.items() if k != "default"}
    kept["type"] = schema["type"][0]
    if "enum" in kept:
        kept["enum"] = [value for value in kept["enum"] if value is not None]
    return kept

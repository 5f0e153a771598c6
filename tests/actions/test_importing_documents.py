"""Schemas of OpenAPI documents as resource lines."""

from __future__ import annotations

import json

import pytest
import yaml

from scaffold.core import model
from scaffold.core.importing.lines import Imported, imported
from scaffold.core.problem import Problem
from scaffold.outside.schemas import openapi


def read(text: str) -> Imported:
    found = imported(openapi.read(text, "api.yml"))
    lines = [str(one) for one in found.resources]
    assert list(model.read(lines)) == sorted(lines)
    return found


def lines(text: str) -> list[str]:
    return [str(one) for one in read(text).resources]


def notes(found: Imported, kind: str) -> list[tuple[int, str]]:
    return [(one.line, one.text) for one in found.notes if one.kind == kind]


SHOP = """\
openapi: 3.1.0
components:
  schemas:
    Order:
      type: object
      required: [id, customer, placedOn]
      properties:
        id: {type: integer, format: int64}
        customer: {$ref: '#/components/schemas/Customer'}
        sellerId: {type: integer}
        customerId2: {type: integer}
        placedOn: {type: string, format: date}
        status: {$ref: '#/components/schemas/Status'}
        items:
          type: array
          items: {$ref: '#/components/schemas/Item'}
        tags:
          type: array
          items: {$ref: '#/components/schemas/Tag'}
        createdAt: {type: string, format: date-time}
    Status: {type: string, enum: [open, paid], default: open}
    Customer:
      allOf:
        - $ref: '#/components/schemas/Named'
        - type: object
          required: [id]
          properties:
            id: {type: string, format: uuid}
            email: {type: string, format: email}
            password: {type: string, writeOnly: true}
            address: {$ref: '#/components/schemas/Address'}
            site: {type: [string, 'null'], format: uri}
    Named:
      type: object
      required: [name]
      properties:
        name: {type: string, minLength: 2, maxLength: 80}
    Seller:
      properties:
        id: {type: integer}
        name: {type: string}
    Address:
      type: object
      properties: {street: {type: string}}
    Item:
      type: object
      properties:
        id: {type: integer}
        order: {$ref: '#/components/schemas/Order'}
        count: {type: integer, minimum: 1, maximum: 9, default: 1}
    Tag:
      type: object
      properties: {id: {type: integer}, label: {type: string, maxLength: 2000}}
    OrderPage:
      type: object
      properties: {items: {type: array, items: {$ref: '#/components/schemas/Order'}}}
    Error:
      type: object
      properties: {code: {type: integer}}
"""
EXPECTED = [
    "customer name:string{2..80}! email:email password:string:private address:json site:url",
    "item order:references count:integer{1..9}=1",
    "order customer:references! seller:references customer_id2:integer placed_on:date! status:enum{open,paid}=open "
    "tags:references{tag}[]",
    "seller name:string",
    "tag label:text{..2000}",
]


def test_schemas_with_an_id_are_resources_and_others_are_told() -> None:
    found = read(SHOP)

    assert [str(one) for one in found.resources] == EXPECTED
    assert [text for _, text in notes(found, "object")] == ["`OrderPage`", "`Error`", "`Named`", "`Address`"]
    assert notes(found, "inverse") == [(14, "`order.items`")]
    assert found.tables == 5


def test_json_is_read_as_yaml_is_with_its_tabs_and_lines() -> None:
    text = json.dumps(yaml.safe_load(SHOP), indent="\t")
    found = read(text)

    assert [str(one) for one in found.resources] == EXPECTED
    line, _ = notes(found, "inverse")[0]
    assert '"items"' in text.splitlines()[line - 1]


def field(schema: str, required: bool = False) -> str:
    need = "required: [a]" if required else ""
    text = f"definitions:\n  Thing:\n    {need}\n    properties:\n      id: {{type: integer}}\n      a: {schema}\n"
    return lines(text)[0].removeprefix("thing ")


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: integer}", "a:integer"),
        ("{type: integer, format: int64}", "a:bigint"),
        ("{type: number}", "a:float"),
        ("{type: number, multipleOf: 0.01}", "a:decimal{15,2}"),
        ("{type: string, format: decimal}", "a:decimal"),
        ("{type: boolean, default: true}", "a:boolean=true"),
        ("{type: string}", "a:string"),
        ("{type: string, maxLength: 40}", "a:string{40}"),
        ("{type: string, minLength: 3}", "a:string{3..}"),
        ("{type: string, format: date-time}", "a:datetime"),
        ("{type: string, format: uuid}", "a:uuid"),
        ("{type: string, format: email}", "a:email"),
        ("{type: string, format: uri}", "a:url"),
        ("{type: string, format: password}", "a:string:private"),
        ("{type: string, pattern: '^[A-Z]{2}$'}", "a:string~country"),
        ("{type: string, pattern: 'x'}", "a:string"),
        ("{type: string, enum: [a, b, null], nullable: true}", "a:enum{a,b}"),
        ("{const: only}", "a:enum{only}"),
        ("{type: integer, exclusiveMinimum: 0}", "a:integer{1..}"),
        ("{type: integer, minimum: 0, exclusiveMinimum: true}", "a:integer{1..}"),
        ("{type: number, minimum: -0.5, maximum: 90}", "a:float{-0.5..90}"),
        ("{type: array, items: {type: string}}", "a:json"),
        ("{type: object, additionalProperties: true}", "a:json"),
        ("{anyOf: [{type: integer}, {type: 'null'}]}", "a:integer"),
        ("{oneOf: [{type: integer}, {type: string}]}", "a:json"),
        ("{type: [integer, 'null']}", "a:integer"),
        ("{allOf: [{type: integer}]}", "a:integer"),
        ("{$ref: '#/definitions/Thing'}", "a:references{thing}"),
        ("{$ref: '#/definitions/Nothing'}", "a:json"),
        ("{type: array, items: {$ref: '#/definitions/Thing'}}", "a:references{thing}[]"),
    ],
)
def test_a_property_is_a_field(schema: str, expected: str) -> None:
    assert field(schema) == expected


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: integer}", "a:integer!"),
        ("{type: integer, nullable: true}", "a:integer"),
        ("{type: [integer, 'null']}", "a:integer"),
        ("{anyOf: [{type: integer}, {type: 'null'}]}", "a:integer"),
        ("{type: integer, default: 3}", "a:integer=3"),
        ("{type: string, writeOnly: true}", "a:string:private"),
        ("{type: integer, readOnly: true}", "a:integer"),
        ("{$ref: '#/definitions/Thing'}", "a:references{thing,restrict}"),
    ],
)
def test_a_property_that_is_needed_is_required_where_a_body_may_have_it(schema: str, expected: str) -> None:
    assert field(schema, required=True) == expected


def test_what_a_body_needs_is_required_and_what_only_it_has_is_private() -> None:
    text = """
components:
  schemas:
    PostOut:
      required: [id, title, body, views]
      properties:
        id: {type: integer}
        title: {type: string, maxLength: 80}
        body: {type: string}
        views: {type: integer}
        tagIds: {type: array, items: {type: integer}}
    PostCreate:
      required: [title]
      properties:
        title: {type: string, maxLength: 80}
        body: {type: string}
        secretNote: {type: string}
        tagIds: {type: array, items: {type: integer}}
    PostUpdate:
      properties: {title: {type: string}}
    Tag:
      properties: {id: {type: integer}, name: {type: string}}
"""
    found = read(text)

    assert [str(one) for one in found.resources] == [
        "post title:string{80}! body:string views:integer secret_note:string:private tags:references{tag}[]",
        "tag name:string",
    ]
    assert notes(found, "read-only") == [(10, "`views`")]


def test_without_any_id_all_objects_are_resources() -> None:
    text = (
        "components: {schemas: {Pet: {properties: {name: {type: string}}}, Toy: {properties: {size: {type: integer}}}}}"
    )
    assert lines(text) == ["pet name:string", "toy size:integer"]


def test_the_id_of_a_thing_may_have_its_name() -> None:
    text = """
components:
  schemas:
    SpecialEvent: {properties: {eventId: {type: string}, name: {type: string}}}
    Ticket: {properties: {ticketId: {type: string}, eventId: {type: string}, price: {type: number}}}
"""
    assert lines(text) == ["special_event name:string", "ticket event:references{special_event} price:float"]


def test_a_circle_of_schemas_has_an_end() -> None:
    text = """
components:
  schemas:
    A:
      allOf: [{$ref: '#/components/schemas/B'}]
      properties: {id: {type: integer}, a: {$ref: '#/components/schemas/C'}}
    B: {allOf: [{$ref: '#/components/schemas/A'}], properties: {b: {type: integer}}}
    C: {$ref: '#/components/schemas/C'}
"""
    assert "a:json" in lines(text)[0]


@pytest.mark.parametrize("text", ["openapi: [", "- a", "openapi: 3\n\n\t x: : y", '{"openapi": "3"'])
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(Problem) as refused:
        openapi.read(text, "api.yml")

    assert refused.value.code == "schema-unreadable"
    assert refused.value.exit == 2


def test_what_a_schema_is_called_beside_the_thing_is_no_part_of_its_name() -> None:
    one = "{properties: {id: {type: integer}, name: {type: string}}}"
    names = ["NewPet", "PetDto", "OrderDetail", "Order", "Post", "BlogPost", "UserInfo"]
    text = "components:\n  schemas:\n" + "".join(f"    {name}: {one}\n" for name in names)

    assert [line.split()[0] for line in lines(text)] == ["blog_post", "order", "pet", "post", "user_info"]

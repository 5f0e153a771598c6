"""What goes in and out of products.

Twin: src/features/products/schemas.ts
"""

from typing import Annotated, Literal

from pydantic import MISSING

from app.http import fields
from app.http.page import PageOf, PageQuery
from app.http.schema import Input, Output

Name = Annotated[str, fields.text(1, 80)]
Sku = Annotated[str, fields.text(1, 40)]
Price = Annotated[fields.Decimal, fields.decimal(10, 2)]
Sort = Literal[
    "name",
    "-name",
    "sku",
    "-sku",
    "price",
    "-price",
    "stock",
    "-stock",
    "active",
    "-active",
    "createdAt",
    "-createdAt",
    "updatedAt",
    "-updatedAt",
    "id",
    "-id",
]


class Create(Input):
    name: Name
    sku: Sku
    price: Price
    stock: fields.Integer = 0
    active: fields.Boolean = True
    category_ids: fields.Ids = []


class Update(Input):
    name: Name | MISSING = MISSING
    sku: Sku | MISSING = MISSING
    price: Price | MISSING = MISSING
    stock: fields.Integer | MISSING = MISSING
    active: fields.Boolean | MISSING = MISSING
    category_ids: fields.Ids | MISSING = MISSING


class Query(PageQuery):
    sort: Sort = "id"
    name: Name | None = None
    sku: Sku | None = None
    stock: fields.Integer | None = None
    active: fields.Boolean | None = None


class Row(Output):
    id: int
    name: str
    sku: str
    price: Price
    stock: int
    active: bool
    category_ids: fields.SortedIds
    created_at: fields.Instant
    updated_at: fields.Instant


Page = PageOf[Row]

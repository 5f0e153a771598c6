"""What goes in and out of line items.

Twin: src/features/line-items/schemas.ts
"""

from typing import Annotated, Literal

from pydantic import MISSING

from app.http import fields
from app.http.page import PageOf, PageQuery
from app.http.schema import Input, Output

UnitPrice = Annotated[fields.Decimal, fields.decimal(10, 2)]
Sort = Literal[
    "quantity",
    "-quantity",
    "unitPrice",
    "-unitPrice",
    "createdAt",
    "-createdAt",
    "updatedAt",
    "-updatedAt",
    "id",
    "-id",
]


class Create(Input):
    quantity: fields.Integer = 1
    unit_price: UnitPrice
    order_id: fields.Id
    product_id: fields.Id


class Update(Input):
    quantity: fields.Integer | MISSING = MISSING
    unit_price: UnitPrice | MISSING = MISSING
    order_id: fields.Id | MISSING = MISSING
    product_id: fields.Id | MISSING = MISSING


class Query(PageQuery):
    sort: Sort = "id"
    quantity: fields.Integer | None = None
    order_id: fields.Id | None = None
    product_id: fields.Id | None = None


class Row(Output):
    id: int
    quantity: int
    unit_price: UnitPrice
    order_id: int
    product_id: int
    created_at: fields.Instant
    updated_at: fields.Instant


Page = PageOf[Row]

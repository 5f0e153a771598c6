"""What goes in and out of orders.

Twin: src/features/orders/schemas.ts
"""

from typing import Literal

from pydantic import MISSING

from app.http import fields
from app.http.page import PageOf, PageQuery
from app.http.schema import Input, Output

Status = Literal[
    "open",
    "paid",
    "shipped",
    "cancelled",
]
Sort = Literal[
    "placedOn",
    "-placedOn",
    "status",
    "-status",
    "createdAt",
    "-createdAt",
    "updatedAt",
    "-updatedAt",
    "id",
    "-id",
]


class Create(Input):
    placed_on: fields.Date
    status: Status = "open"
    note: fields.Text | None = None
    customer_id: fields.Id


class Update(Input):
    placed_on: fields.Date | MISSING = MISSING
    status: Status | MISSING = MISSING
    note: fields.Text | MISSING | None = MISSING
    customer_id: fields.Id | MISSING = MISSING


class Query(PageQuery):
    sort: Sort = "id"
    placed_on: fields.Date | None = None
    status: Status | None = None
    customer_id: fields.Id | None = None


class Row(Output):
    id: int
    placed_on: fields.Date
    status: Status
    note: str | None
    customer_id: int
    created_at: fields.Instant
    updated_at: fields.Instant


Page = PageOf[Row]

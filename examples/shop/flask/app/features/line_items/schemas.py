"""What goes in and out of line items."""

from decimal import Decimal
from typing import Annotated

from pydantic import MISSING

from app.features.line_items.models import LineItem
from app.rows import Equals, SortBy
from app.schemas import (
    Body,
    DecimalOut,
    Id,
    InstantOut,
    Integer,
    Output,
    PageOf,
    PageQuery,
    decimal,
)

UnitPrice = Annotated[Decimal, decimal(10, 2)]
SORTS = SortBy(LineItem, LineItem.quantity, LineItem.unit_price)


class LineItemCreate(Body):
    quantity: Integer = 1
    unit_price: UnitPrice
    order_id: Id
    product_id: Id


class LineItemUpdate(Body):
    quantity: Integer | MISSING = MISSING
    unit_price: UnitPrice | MISSING = MISSING
    order_id: Id | MISSING = MISSING
    product_id: Id | MISSING = MISSING


class LineItemQuery(PageQuery):
    sort: Annotated[str, SORTS] = "id"
    quantity: Annotated[Integer | MISSING, Equals(LineItem.quantity)] = MISSING
    order_id: Annotated[Id | MISSING, Equals(LineItem.order_id)] = MISSING
    product_id: Annotated[Id | MISSING, Equals(LineItem.product_id)] = MISSING


class LineItemOut(Output):
    id: int
    quantity: int
    unit_price: DecimalOut
    order_id: int
    product_id: int
    created_at: InstantOut
    updated_at: InstantOut


class LineItemPage(PageOf[LineItemOut]):
    pass

"""What goes in and out of orders."""

import datetime as dt
from typing import Annotated

from pydantic import MISSING, SkipValidation

from app.features.orders.models import Order, Status
from app.rows import Equals, SortBy
from app.schemas import Body, Date, Id, InstantOut, Output, PageOf, PageQuery, text

Note = Annotated[str, text(0, 16_000)]
SORTS = SortBy(Order, Order.placed_on, Order.status)


class OrderCreate(Body):
    placed_on: Date
    status: Status = "open"
    note: Note | None = None
    customer_id: Id


class OrderUpdate(Body):
    placed_on: Date | MISSING = MISSING
    status: Status | MISSING = MISSING
    note: Note | MISSING | None = MISSING
    customer_id: Id | MISSING = MISSING


class OrderQuery(PageQuery):
    sort: Annotated[str, SORTS] = "id"
    placed_on: Annotated[Date | MISSING, Equals(Order.placed_on)] = MISSING
    status: Annotated[Status | MISSING, Equals(Order.status)] = MISSING
    customer_id: Annotated[Id | MISSING, Equals(Order.customer_id)] = MISSING


class OrderOut(Output):
    id: int
    placed_on: dt.date
    status: SkipValidation[Status]
    note: str | None
    customer_id: int
    created_at: InstantOut
    updated_at: InstantOut


class OrderPage(PageOf[OrderOut]):
    pass

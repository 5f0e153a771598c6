"""The table of orders."""

import datetime as dt
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Model

if TYPE_CHECKING:
    from app.features.customers.models import Customer
    from app.features.line_items.models import LineItem

Status = Literal["open", "paid", "shipped", "cancelled"]


class Order(Model):
    __tablename__ = "orders"

    placed_on: Mapped[dt.date]
    status: Mapped[Status] = mapped_column(String(30), default="open")
    note: Mapped[str | None] = mapped_column(Text)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    customer: Mapped["Customer"] = relationship(back_populates="orders")
    line_items: Mapped[list["LineItem"]] = relationship(
        back_populates="order", passive_deletes="all"
    )

"""The table of orders.

Twin: src/features/orders/models.ts
"""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model


class Order(Model):
    __tablename__ = "orders"

    placed_on: Mapped[dt.date] = mapped_column(sa.Date)
    status: Mapped[str] = mapped_column(sa.String(30))
    note: Mapped[str | None] = mapped_column(sa.Text)
    customer_id: Mapped[int] = mapped_column(sa.ForeignKey("customers.id"), index=True)

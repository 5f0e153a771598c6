"""The table of line items."""

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Model

if TYPE_CHECKING:
    from app.features.orders.models import Order
    from app.features.products.models import Product


class LineItem(Model):
    __tablename__ = "line_items"

    quantity: Mapped[int] = mapped_column(default=1)
    unit_price: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    order: Mapped["Order"] = relationship(back_populates="line_items")
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    product: Mapped["Product"] = relationship(back_populates="line_items")

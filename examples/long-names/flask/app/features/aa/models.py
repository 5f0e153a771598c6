"""The table of aa."""

from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Model

if TYPE_CHECKING:
    from app.features.purchase_order_line_items.models import PurchaseOrderLineItem

aa_d = Table(
    "aa_d",
    Base.metadata,
    Column(
        "a_id", ForeignKey("aa.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
    Column(
        "purchase_order_line_item_id",
        ForeignKey("purchase_order_line_items.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)


class A(Model):
    __tablename__ = "aa"

    b: Mapped[str] = mapped_column(String(255))
    c_id: Mapped[int | None] = mapped_column(
        ForeignKey("purchase_order_line_items.id", ondelete="SET NULL"), index=True
    )
    c: Mapped["PurchaseOrderLineItem | None"] = relationship(back_populates="aa")
    d: Mapped[list["PurchaseOrderLineItem"]] = relationship(
        secondary=aa_d, back_populates="aa_as_d", passive_deletes=True
    )
    purchase_order_line_items: Mapped[list["PurchaseOrderLineItem"]] = relationship(
        secondary="purchase_order_line_items_e",
        back_populates="e",
        passive_deletes=True,
    )

"""The table of purchase order line items."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Column, ForeignKey, Numeric, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Model

if TYPE_CHECKING:
    from app.features.aa.models import A
    from app.features.supplier_contact_peoples.models import SupplierContactPersons

FulfillmentStatusKind = Literal[
    "waiting-for-the-supplier", "in-transit-to-warehouse", "delivered-and-checked"
]

purchase_order_line_items_e = Table(
    "purchase_order_line_items_e",
    Base.metadata,
    Column(
        "purchase_order_line_item_id",
        ForeignKey("purchase_order_line_items.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column(
        "a_id", ForeignKey("aa.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
)


class PurchaseOrderLineItem(Model):
    __tablename__ = "purchase_order_line_items"

    customer_reference_text: Mapped[str] = mapped_column(String(120))
    internal_reference_code: Mapped[str] = mapped_column(String(40), unique=True)
    expected_delivery_date_x: Mapped[dt.date | None]
    supplier_responsible_man_id: Mapped[int | None] = mapped_column(
        ForeignKey("supplier_contact_peoples.id", ondelete="SET NULL"), index=True
    )
    supplier_responsible_man: Mapped["SupplierContactPersons | None"] = relationship(
        back_populates="purchase_order_line_items"
    )
    the_parent_of_this_items_id: Mapped[int | None] = mapped_column(
        ForeignKey("purchase_order_line_items.id", ondelete="SET NULL"), index=True
    )
    the_parent_of_this_items: Mapped["PurchaseOrderLineItem | None"] = relationship(
        back_populates="purchase_order_line_items",
        remote_side="PurchaseOrderLineItem.id",
        post_update=True,
    )
    e: Mapped[list["A"]] = relationship(
        secondary=purchase_order_line_items_e,
        back_populates="purchase_order_line_items",
        passive_deletes=True,
    )
    fulfillment_status_kind: Mapped[FulfillmentStatusKind] = mapped_column(
        String(30), default="in-transit-to-warehouse"
    )
    is_delivery_confirmed_no: Mapped[bool] = mapped_column(default=False)
    total_amount_after_taxes: Mapped[Decimal] = mapped_column(Numeric(12, 4))
    warehouse_confirmed_time: Mapped[dt.datetime | None]
    contact_email_of_orderer: Mapped[str | None] = mapped_column(String(254))
    website_of_manufacturers: Mapped[str | None] = mapped_column(String(768))
    long_description_of_item: Mapped[str | None] = mapped_column(Text)
    aa: Mapped[list["A"]] = relationship(back_populates="c", passive_deletes="all")
    aa_as_d: Mapped[list["A"]] = relationship(
        secondary="aa_d", back_populates="d", passive_deletes=True
    )
    purchase_order_line_items: Mapped[list["PurchaseOrderLineItem"]] = relationship(
        back_populates="the_parent_of_this_items", passive_deletes="all"
    )

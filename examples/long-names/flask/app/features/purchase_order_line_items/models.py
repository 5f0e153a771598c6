"""The table of purchase order line items.

Twin: src/features/purchase-order-line-items/models.ts
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, attribute_keyed_dict, mapped_column, relationship

from app import columns
from app.db import Base, Model


class ELink(Base):
    """Joins a purchase order line item to its e."""

    __tablename__ = "purchase_order_line_items_e"

    purchase_order_line_item_id: Mapped[int] = mapped_column(
        sa.ForeignKey("purchase_order_line_items.id", ondelete="CASCADE"),
        index=True,
        primary_key=True,
    )
    a_id: Mapped[int] = mapped_column(
        sa.ForeignKey("aa.id", ondelete="CASCADE"),
        index=True,
        primary_key=True,
    )


class PurchaseOrderLineItem(Model):
    __tablename__ = "purchase_order_line_items"

    customer_reference_text: Mapped[str] = mapped_column(sa.String(120))
    internal_reference_code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    expected_delivery_date_x: Mapped[dt.date | None] = mapped_column(sa.Date)
    supplier_responsible_man_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("supplier_contact_peoples.id", ondelete="SET NULL"),
        index=True,
    )
    the_parent_of_this_items_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("purchase_order_line_items.id", ondelete="SET NULL"),
        index=True,
    )
    fulfillment_status_kind: Mapped[str] = mapped_column(sa.String(30))
    is_delivery_confirmed_no: Mapped[bool] = mapped_column(sa.Boolean)
    total_amount_after_taxes: Mapped[Decimal] = mapped_column(columns.Decimal(12, 4))
    warehouse_confirmed_time: Mapped[dt.datetime | None] = mapped_column(
        columns.Instant,
    )
    contact_email_of_orderer: Mapped[str | None] = mapped_column(sa.String(254))
    website_of_manufacturers: Mapped[str | None] = mapped_column(sa.String(768))
    long_description_of_item: Mapped[str | None] = mapped_column(sa.Text)

    e_links: Mapped[dict[int, ELink]] = relationship(
        cascade="all, delete-orphan",
        collection_class=attribute_keyed_dict("a_id"),
        foreign_keys=ELink.purchase_order_line_item_id,
        lazy="selectin",
        passive_deletes=True,
    )

    @property
    def e_ids(self) -> set[int]:
        return set(self.e_links)

    @e_ids.setter
    def e_ids(self, ids: Iterable[int]) -> None:
        for key in self.e_links.keys() - ids:
            del self.e_links[key]
        for key in set(ids) - self.e_links.keys():
            self.e_links[key] = ELink(a_id=key)

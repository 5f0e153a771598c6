"""The table of supplier contact peoples."""

from typing import TYPE_CHECKING

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Model

if TYPE_CHECKING:
    from app.features.purchase_order_line_items.models import PurchaseOrderLineItem


class SupplierContactPersons(Model):
    __tablename__ = "supplier_contact_peoples"

    full_name_of_that_person: Mapped[str] = mapped_column(String(255), unique=True)
    purchase_order_line_items: Mapped[list["PurchaseOrderLineItem"]] = relationship(
        back_populates="supplier_responsible_man", passive_deletes="all"
    )

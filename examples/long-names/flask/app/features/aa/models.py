"""The table of aa.

Twin: src/features/aa/models.ts
"""

import sqlalchemy as sa
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Model


class DLink(Base):
    """Joins a a to its d."""

    __tablename__ = "aa_d"

    a_id: Mapped[int] = mapped_column(
        sa.ForeignKey("aa.id", ondelete="CASCADE"),
        index=True,
        primary_key=True,
    )
    purchase_order_line_item_id: Mapped[int] = mapped_column(
        sa.ForeignKey("purchase_order_line_items.id", ondelete="CASCADE"),
        index=True,
        primary_key=True,
    )


class A(Model):
    __tablename__ = "aa"

    b: Mapped[str] = mapped_column(sa.String(255))
    c_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("purchase_order_line_items.id", ondelete="SET NULL"),
        index=True,
    )
    _d: Mapped[set[DLink]] = relationship(
        cascade="all, delete-orphan",
        foreign_keys=DLink.a_id,
        lazy="selectin",
        passive_deletes=True,
    )
    d_ids: AssociationProxy[set[int]] = association_proxy(
        "_d",
        "purchase_order_line_item_id",
        creator=lambda key: DLink(purchase_order_line_item_id=key),
    )

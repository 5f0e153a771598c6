"""The table of aa.

Twin: src/features/aa/models.ts
"""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, attribute_keyed_dict, mapped_column, relationship

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

    d_links: Mapped[dict[int, DLink]] = relationship(
        cascade="all, delete-orphan",
        collection_class=attribute_keyed_dict("purchase_order_line_item_id"),
        foreign_keys=DLink.a_id,
        lazy="selectin",
        passive_deletes=True,
    )

    @property
    def d_ids(self) -> set[int]:
        return set(self.d_links)

    @d_ids.setter
    def d_ids(self, ids: Iterable[int]) -> None:
        for key in self.d_links.keys() - ids:
            del self.d_links[key]
        for key in set(ids) - self.d_links.keys():
            self.d_links[key] = DLink(purchase_order_line_item_id=key)

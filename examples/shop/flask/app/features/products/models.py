"""The table of products.

Twin: src/features/products/models.ts
"""

from collections.abc import Iterable
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, attribute_keyed_dict, mapped_column, relationship

from app import columns
from app.db import Base, Model


class CategoriesLink(Base):
    """Joins a product to its categories."""

    __tablename__ = "products_categories"

    product_id: Mapped[int] = mapped_column(
        sa.ForeignKey("products.id", ondelete="CASCADE"),
        index=True,
        primary_key=True,
    )
    category_id: Mapped[int] = mapped_column(
        sa.ForeignKey("categories.id", ondelete="CASCADE"),
        index=True,
        primary_key=True,
    )


class Product(Model):
    __tablename__ = "products"

    name: Mapped[str] = mapped_column(sa.String(80))
    sku: Mapped[str] = mapped_column(sa.String(40), unique=True)
    price: Mapped[Decimal] = mapped_column(columns.Decimal(10, 2))
    stock: Mapped[int] = mapped_column(sa.Integer)
    active: Mapped[bool] = mapped_column(sa.Boolean)

    category_links: Mapped[dict[int, CategoriesLink]] = relationship(
        cascade="all, delete-orphan",
        collection_class=attribute_keyed_dict("category_id"),
        foreign_keys=CategoriesLink.product_id,
        lazy="selectin",
        passive_deletes=True,
    )

    @property
    def category_ids(self) -> set[int]:
        return set(self.category_links)

    @category_ids.setter
    def category_ids(self, ids: Iterable[int]) -> None:
        for key in self.category_links.keys() - ids:
            del self.category_links[key]
        for key in set(ids) - self.category_links.keys():
            self.category_links[key] = CategoriesLink(category_id=key)

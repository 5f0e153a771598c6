"""The table of products.

Twin: src/features/products/models.ts
"""

from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

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
    _categories: Mapped[set[CategoriesLink]] = relationship(
        cascade="all, delete-orphan",
        foreign_keys=CategoriesLink.product_id,
        lazy="selectin",
        passive_deletes=True,
    )
    category_ids: AssociationProxy[set[int]] = association_proxy(
        "_categories",
        "category_id",
        creator=lambda key: CategoriesLink(category_id=key),
    )

"""The table of products."""

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, Numeric, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Model

if TYPE_CHECKING:
    from app.features.categories.models import Category
    from app.features.line_items.models import LineItem

products_categories = Table(
    "products_categories",
    Base.metadata,
    Column(
        "product_id",
        ForeignKey("products.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column(
        "category_id",
        ForeignKey("categories.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)


class Product(Model):
    __tablename__ = "products"

    name: Mapped[str] = mapped_column(String(80))
    sku: Mapped[str] = mapped_column(String(40), unique=True)
    price: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    stock: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    categories: Mapped[list["Category"]] = relationship(
        secondary=products_categories, back_populates="products", passive_deletes=True
    )
    line_items: Mapped[list["LineItem"]] = relationship(
        back_populates="product", passive_deletes="all"
    )

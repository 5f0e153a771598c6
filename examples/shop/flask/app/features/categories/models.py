"""The table of categories."""

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Model

if TYPE_CHECKING:
    from app.features.products.models import Product


class Category(Model):
    __tablename__ = "categories"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("categories.id", ondelete="SET NULL"), index=True
    )
    parent: Mapped["Category | None"] = relationship(
        back_populates="categories", remote_side="Category.id", post_update=True
    )
    categories: Mapped[list["Category"]] = relationship(
        back_populates="parent", passive_deletes="all"
    )
    products: Mapped[list["Product"]] = relationship(
        secondary="products_categories",
        back_populates="categories",
        passive_deletes=True,
    )

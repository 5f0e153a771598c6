"""The table of categories.

Twin: src/features/categories/models.ts
"""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model


class Category(Model):
    __tablename__ = "categories"

    name: Mapped[str] = mapped_column(sa.String(80), unique=True)
    parent_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("categories.id", ondelete="SET NULL"),
        index=True,
    )

"""The table of tags.

Twin: src/features/tags/models.ts
"""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model


class Tag(Model):
    __tablename__ = "tags"

    name: Mapped[str] = mapped_column(sa.String(40), unique=True)

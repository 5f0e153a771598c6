"""The table of notes.

Twin: src/features/notes/models.ts
"""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model


class Note(Model):
    __tablename__ = "notes"

    title: Mapped[str] = mapped_column(sa.String(120))
    body: Mapped[str | None] = mapped_column(sa.Text)
    pinned: Mapped[bool] = mapped_column(sa.Boolean)

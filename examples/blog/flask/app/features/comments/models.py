"""The table of comments.

Twin: src/features/comments/models.ts
"""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model


class Comment(Model):
    __tablename__ = "comments"

    author: Mapped[str] = mapped_column(sa.String(80))
    body: Mapped[str] = mapped_column(sa.Text)
    post_id: Mapped[int] = mapped_column(sa.ForeignKey("posts.id"), index=True)

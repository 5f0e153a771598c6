"""The table of comments."""

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Model

if TYPE_CHECKING:
    from app.features.posts.models import Post


class Comment(Model):
    __tablename__ = "comments"

    author: Mapped[str] = mapped_column(String(80))
    body: Mapped[str] = mapped_column(Text)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), index=True)
    post: Mapped["Post"] = relationship(back_populates="comments")

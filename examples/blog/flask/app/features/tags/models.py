"""The table of tags."""

from typing import TYPE_CHECKING

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Model

if TYPE_CHECKING:
    from app.features.posts.models import Post


class Tag(Model):
    __tablename__ = "tags"

    name: Mapped[str] = mapped_column(String(40), unique=True)
    posts: Mapped[list["Post"]] = relationship(
        secondary="posts_tags", back_populates="tags", passive_deletes=True
    )

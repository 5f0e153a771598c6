"""The table of posts."""

import datetime as dt
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, Model

if TYPE_CHECKING:
    from app.features.comments.models import Comment
    from app.features.tags.models import Tag

Status = Literal["draft", "live"]

posts_tags = Table(
    "posts_tags",
    Base.metadata,
    Column(
        "post_id",
        ForeignKey("posts.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column(
        "tag_id",
        ForeignKey("tags.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)


class Post(Model):
    __tablename__ = "posts"

    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(Text)
    status: Mapped[Status] = mapped_column(String(30), default="draft")
    published_at: Mapped[dt.datetime | None]
    tags: Mapped[list["Tag"]] = relationship(
        secondary=posts_tags, back_populates="posts", passive_deletes=True
    )
    comments: Mapped[list["Comment"]] = relationship(
        back_populates="post", passive_deletes="all"
    )

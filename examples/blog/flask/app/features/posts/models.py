"""The table of posts.

Twin: src/features/posts/models.ts
"""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import columns
from app.db import Base, Model


class TagsLink(Base):
    """Joins a post to its tags."""

    __tablename__ = "posts_tags"

    post_id: Mapped[int] = mapped_column(
        sa.ForeignKey("posts.id", ondelete="CASCADE"),
        index=True,
        primary_key=True,
    )
    tag_id: Mapped[int] = mapped_column(
        sa.ForeignKey("tags.id", ondelete="CASCADE"),
        index=True,
        primary_key=True,
    )


class Post(Model):
    __tablename__ = "posts"

    title: Mapped[str] = mapped_column(sa.String(120))
    body: Mapped[str] = mapped_column(sa.Text)
    status: Mapped[str] = mapped_column(sa.String(30))
    published_at: Mapped[dt.datetime | None] = mapped_column(columns.Instant)
    _tags: Mapped[set[TagsLink]] = relationship(
        cascade="all, delete-orphan",
        foreign_keys=TagsLink.post_id,
        lazy="selectin",
        passive_deletes=True,
    )
    tag_ids: AssociationProxy[set[int]] = association_proxy(
        "_tags",
        "tag_id",
        creator=lambda key: TagsLink(tag_id=key),
    )

"""The table of posts.

Twin: src/features/posts/models.ts
"""

import datetime as dt
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, attribute_keyed_dict, mapped_column, relationship

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

    tag_links: Mapped[dict[int, TagsLink]] = relationship(
        cascade="all, delete-orphan",
        collection_class=attribute_keyed_dict("tag_id"),
        foreign_keys=TagsLink.post_id,
        lazy="selectin",
        passive_deletes=True,
    )

    @property
    def tag_ids(self) -> set[int]:
        return set(self.tag_links)

    @tag_ids.setter
    def tag_ids(self, ids: Iterable[int]) -> None:
        for key in self.tag_links.keys() - ids:
            del self.tag_links[key]
        for key in set(ids) - self.tag_links.keys():
            self.tag_links[key] = TagsLink(tag_id=key)

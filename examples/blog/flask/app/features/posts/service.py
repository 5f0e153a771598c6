"""What the application does with posts."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.features.posts.models import Post
from app.features.posts.schemas import PostCreate, PostQuery, PostUpdate
from app.features.tags.models import Tag
from app.rows import lock, paginate, paginate_of, save

LINKS = {"tag_ids": Post.tags}


def find_all(query: PostQuery) -> Pagination:
    return paginate(selected(), query)


def find_by_tags(tag_id: int, query: PostQuery) -> Pagination:
    found = selected().where(Post.tags.any(id=tag_id))
    return paginate_of(Tag, tag_id, found, query)


def find(post_id: int) -> Post:
    ids = joinedload(Post.tags).load_only(Tag.id)
    return db.get_or_404(Post, post_id, options=[ids])


def selected() -> Select[Post]:
    # Why ids alone: an answer has no more of rows that are tied to it.
    ids = selectinload(Post.tags).load_only(Tag.id)
    return select(Post).options(ids)


def create(data: PostCreate) -> Post:
    return save(Post(), data, LINKS)


def update(post_id: int, data: PostUpdate) -> Post:
    return save(lock(selected(), post_id), data, LINKS)


def delete(post_id: int) -> None:
    db.session.delete(lock(select(Post), post_id))
    db.session.flush()

"""What the application does with tags."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import select

from app.db import db
from app.features.posts.models import Post
from app.features.tags.models import Tag
from app.features.tags.schemas import TagCreate, TagQuery, TagUpdate
from app.rows import lock, paginate, paginate_of, save


def find_all(query: TagQuery) -> Pagination:
    return paginate(select(Tag), query)


def find_of_post(post_id: int, query: TagQuery) -> Pagination:
    found = select(Tag).where(Tag.posts.any(id=post_id))
    return paginate_of(Post, post_id, found, query)


def find(tag_id: int) -> Tag:
    return db.get_or_404(Tag, tag_id)


def create(data: TagCreate) -> Tag:
    return save(Tag(), data)


def update(tag_id: int, data: TagUpdate) -> Tag:
    return save(lock(select(Tag), tag_id), data)


def delete(tag_id: int) -> None:
    db.session.delete(lock(select(Tag), tag_id))
    db.session.flush()

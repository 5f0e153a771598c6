"""What the application does with comments."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import select

from app.db import db
from app.features.comments.models import Comment
from app.features.comments.schemas import CommentCreate, CommentQuery, CommentUpdate
from app.features.posts.models import Post
from app.rows import lock, paginate, paginate_of, save

LINKS = {"post_id": Comment.post}


def find_all(query: CommentQuery) -> Pagination:
    return paginate(select(Comment), query)


def find_by_post(post_id: int, query: CommentQuery) -> Pagination:
    found = select(Comment).where(Comment.post_id == post_id)
    return paginate_of(Post, post_id, found, query)


def find(comment_id: int) -> Comment:
    return db.get_or_404(Comment, comment_id)


def create(data: CommentCreate) -> Comment:
    return save(Comment(), data, LINKS)


def update(comment_id: int, data: CommentUpdate) -> Comment:
    return save(lock(select(Comment), comment_id), data, LINKS)


def delete(comment_id: int) -> None:
    db.session.delete(lock(select(Comment), comment_id))
    db.session.flush()

"""The routes of posts."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.comments import service as comments
from app.features.comments.schemas import CommentPage, CommentQuery
from app.features.posts import schemas, service
from app.features.tags import service as tags
from app.features.tags.schemas import TagPage, TagQuery
from app.input import body, query

bp = Blueprint("posts", __name__, url_prefix="/posts")


@bp.get("")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.PostQuery))
    return schemas.PostPage.answer(page)


@bp.post("")
def create() -> ResponseReturnValue:
    post = service.create(body(schemas.PostCreate))
    db.session.commit()
    answer = schemas.PostOut.answer(post)
    answer.location = url_for(".show", post_id=post.id)
    return answer, 201


@bp.get("/<id:post_id>")
def show(post_id: int) -> ResponseReturnValue:
    return schemas.PostOut.answer(service.find(post_id))


@bp.patch("/<id:post_id>")
def update(post_id: int) -> ResponseReturnValue:
    post = service.update(post_id, body(schemas.PostUpdate))
    db.session.commit()
    return schemas.PostOut.answer(post)


@bp.delete("/<id:post_id>")
def delete(post_id: int) -> ResponseReturnValue:
    service.delete(post_id)
    db.session.commit()
    return "", 204


@bp.get("/<id:post_id>/tags")
def list_tags(post_id: int) -> ResponseReturnValue:
    page = tags.find_of_post(post_id, query(TagQuery))
    return TagPage.answer(page)


@bp.get("/<id:post_id>/comments")
def list_comments(post_id: int) -> ResponseReturnValue:
    page = comments.find_by_post(post_id, query(CommentQuery))
    return CommentPage.answer(page)

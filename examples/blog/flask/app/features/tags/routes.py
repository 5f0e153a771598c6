"""The routes of tags."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.posts import service as posts
from app.features.posts.schemas import PostPage, PostQuery
from app.features.tags import schemas, service
from app.input import body, query

bp = Blueprint("tags", __name__, url_prefix="/tags")


@bp.get("")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.TagQuery))
    return schemas.TagPage.answer(page)


@bp.post("")
def create() -> ResponseReturnValue:
    tag = service.create(body(schemas.TagCreate))
    db.session.commit()
    answer = schemas.TagOut.answer(tag)
    answer.location = url_for(".show", tag_id=tag.id)
    return answer, 201


@bp.get("/<id:tag_id>")
def show(tag_id: int) -> ResponseReturnValue:
    return schemas.TagOut.answer(service.find(tag_id))


@bp.patch("/<id:tag_id>")
def update(tag_id: int) -> ResponseReturnValue:
    tag = service.update(tag_id, body(schemas.TagUpdate))
    db.session.commit()
    return schemas.TagOut.answer(tag)


@bp.delete("/<id:tag_id>")
def delete(tag_id: int) -> ResponseReturnValue:
    service.delete(tag_id)
    db.session.commit()
    return "", 204


@bp.get("/<id:tag_id>/posts")
def list_posts(tag_id: int) -> ResponseReturnValue:
    page = posts.find_by_tags(tag_id, query(PostQuery))
    return PostPage.answer(page)

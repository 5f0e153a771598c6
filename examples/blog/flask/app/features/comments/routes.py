"""The routes of comments."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.comments import schemas, service
from app.input import body, query

bp = Blueprint("comments", __name__, url_prefix="/comments")


@bp.get("")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.CommentQuery))
    return schemas.CommentPage.answer(page)


@bp.post("")
def create() -> ResponseReturnValue:
    comment = service.create(body(schemas.CommentCreate))
    db.session.commit()
    answer = schemas.CommentOut.answer(comment)
    answer.location = url_for(".show", comment_id=comment.id)
    return answer, 201


@bp.get("/<id:comment_id>")
def show(comment_id: int) -> ResponseReturnValue:
    return schemas.CommentOut.answer(service.find(comment_id))


@bp.patch("/<id:comment_id>")
def update(comment_id: int) -> ResponseReturnValue:
    comment = service.update(comment_id, body(schemas.CommentUpdate))
    db.session.commit()
    return schemas.CommentOut.answer(comment)


@bp.delete("/<id:comment_id>")
def delete(comment_id: int) -> ResponseReturnValue:
    service.delete(comment_id)
    db.session.commit()
    return "", 204

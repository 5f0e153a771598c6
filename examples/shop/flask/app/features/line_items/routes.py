"""The routes of line items."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.line_items import schemas, service
from app.input import body, query

bp = Blueprint("line_items", __name__, url_prefix="/line-items")


@bp.get("")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.LineItemQuery))
    return schemas.LineItemPage.answer(page)


@bp.post("")
def create() -> ResponseReturnValue:
    line_item = service.create(body(schemas.LineItemCreate))
    db.session.commit()
    answer = schemas.LineItemOut.answer(line_item)
    answer.location = url_for(".show", line_item_id=line_item.id)
    return answer, 201


@bp.get("/<id:line_item_id>")
def show(line_item_id: int) -> ResponseReturnValue:
    return schemas.LineItemOut.answer(service.find(line_item_id))


@bp.patch("/<id:line_item_id>")
def update(line_item_id: int) -> ResponseReturnValue:
    line_item = service.update(line_item_id, body(schemas.LineItemUpdate))
    db.session.commit()
    return schemas.LineItemOut.answer(line_item)


@bp.delete("/<id:line_item_id>")
def delete(line_item_id: int) -> ResponseReturnValue:
    service.delete(line_item_id)
    db.session.commit()
    return "", 204

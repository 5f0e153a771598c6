"""The routes of orders."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.line_items import service as line_items
from app.features.line_items.schemas import LineItemPage, LineItemQuery
from app.features.orders import schemas, service
from app.input import body, query

bp = Blueprint("orders", __name__, url_prefix="/orders")


@bp.get("")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.OrderQuery))
    return schemas.OrderPage.answer(page)


@bp.post("")
def create() -> ResponseReturnValue:
    order = service.create(body(schemas.OrderCreate))
    db.session.commit()
    answer = schemas.OrderOut.answer(order)
    answer.location = url_for(".show", order_id=order.id)
    return answer, 201


@bp.get("/<id:order_id>")
def show(order_id: int) -> ResponseReturnValue:
    return schemas.OrderOut.answer(service.find(order_id))


@bp.patch("/<id:order_id>")
def update(order_id: int) -> ResponseReturnValue:
    order = service.update(order_id, body(schemas.OrderUpdate))
    db.session.commit()
    return schemas.OrderOut.answer(order)


@bp.delete("/<id:order_id>")
def delete(order_id: int) -> ResponseReturnValue:
    service.delete(order_id)
    db.session.commit()
    return "", 204


@bp.get("/<id:order_id>/line-items")
def list_line_items(order_id: int) -> ResponseReturnValue:
    page = line_items.find_by_order(order_id, query(LineItemQuery))
    return LineItemPage.answer(page)

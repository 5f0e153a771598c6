"""The routes of aa."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.aa import schemas, service
from app.features.purchase_order_line_items import service as purchase_order_line_items
from app.features.purchase_order_line_items.schemas import (
    PurchaseOrderLineItemPage,
    PurchaseOrderLineItemQuery,
)
from app.input import body, query

bp = Blueprint("aa", __name__, url_prefix="/aa")


@bp.get("")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.AQuery))
    return schemas.APage.answer(page)


@bp.post("")
def create() -> ResponseReturnValue:
    a = service.create(body(schemas.ACreate))
    db.session.commit()
    answer = schemas.AOut.answer(a)
    answer.location = url_for(".show", a_id=a.id)
    return answer, 201


@bp.get("/<id:a_id>")
def show(a_id: int) -> ResponseReturnValue:
    return schemas.AOut.answer(service.find(a_id))


@bp.patch("/<id:a_id>")
def update(a_id: int) -> ResponseReturnValue:
    a = service.update(a_id, body(schemas.AUpdate))
    db.session.commit()
    return schemas.AOut.answer(a)


@bp.delete("/<id:a_id>")
def delete(a_id: int) -> ResponseReturnValue:
    service.delete(a_id)
    db.session.commit()
    return "", 204


@bp.get("/<id:a_id>/d")
def list_d(a_id: int) -> ResponseReturnValue:
    page = purchase_order_line_items.find_of_a_d(
        a_id, query(PurchaseOrderLineItemQuery)
    )
    return PurchaseOrderLineItemPage.answer(page)


@bp.get("/<id:a_id>/purchase-order-line-items")
def list_purchase_order_line_items(a_id: int) -> ResponseReturnValue:
    page = purchase_order_line_items.find_by_e(a_id, query(PurchaseOrderLineItemQuery))
    return PurchaseOrderLineItemPage.answer(page)

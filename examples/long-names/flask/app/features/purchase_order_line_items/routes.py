"""The routes of purchase order line items."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.aa import service as aa
from app.features.aa.schemas import APage, AQuery
from app.features.purchase_order_line_items import schemas, service
from app.input import body, query

bp = Blueprint(
    "purchase_order_line_items", __name__, url_prefix="/purchase-order-line-items"
)


@bp.get("")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.PurchaseOrderLineItemQuery))
    return schemas.PurchaseOrderLineItemPage.answer(page)


@bp.post("")
def create() -> ResponseReturnValue:
    purchase_order_line_item = service.create(body(schemas.PurchaseOrderLineItemCreate))
    db.session.commit()
    answer = schemas.PurchaseOrderLineItemOut.answer(purchase_order_line_item)
    answer.location = url_for(
        ".show", purchase_order_line_item_id=purchase_order_line_item.id
    )
    return answer, 201


@bp.get("/<id:purchase_order_line_item_id>")
def show(purchase_order_line_item_id: int) -> ResponseReturnValue:
    return schemas.PurchaseOrderLineItemOut.answer(
        service.find(purchase_order_line_item_id)
    )


@bp.patch("/<id:purchase_order_line_item_id>")
def update(purchase_order_line_item_id: int) -> ResponseReturnValue:
    purchase_order_line_item = service.update(
        purchase_order_line_item_id, body(schemas.PurchaseOrderLineItemUpdate)
    )
    db.session.commit()
    return schemas.PurchaseOrderLineItemOut.answer(purchase_order_line_item)


@bp.delete("/<id:purchase_order_line_item_id>")
def delete(purchase_order_line_item_id: int) -> ResponseReturnValue:
    service.delete(purchase_order_line_item_id)
    db.session.commit()
    return "", 204


@bp.get("/<id:purchase_order_line_item_id>/e")
def list_e(purchase_order_line_item_id: int) -> ResponseReturnValue:
    page = aa.find_of_purchase_order_line_item(
        purchase_order_line_item_id, query(AQuery)
    )
    return APage.answer(page)


@bp.get("/<id:purchase_order_line_item_id>/aa")
def list_aa(purchase_order_line_item_id: int) -> ResponseReturnValue:
    page = aa.find_by_c(purchase_order_line_item_id, query(AQuery))
    return APage.answer(page)


@bp.get("/<id:purchase_order_line_item_id>/aa-as-d")
def list_aa_as_d(purchase_order_line_item_id: int) -> ResponseReturnValue:
    page = aa.find_by_d(purchase_order_line_item_id, query(AQuery))
    return APage.answer(page)


@bp.get("/<id:purchase_order_line_item_id>/purchase-order-line-items")
def list_purchase_order_line_items(
    purchase_order_line_item_id: int,
) -> ResponseReturnValue:
    page = service.find_by_the_parent_of_this_items(
        purchase_order_line_item_id, query(schemas.PurchaseOrderLineItemQuery)
    )
    return schemas.PurchaseOrderLineItemPage.answer(page)

"""The routes of supplier contact peoples."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.purchase_order_line_items import service as purchase_order_line_items
from app.features.purchase_order_line_items.schemas import (
    PurchaseOrderLineItemPage,
    PurchaseOrderLineItemQuery,
)
from app.features.supplier_contact_peoples import schemas, service
from app.input import body, query

bp = Blueprint(
    "supplier_contact_peoples", __name__, url_prefix="/supplier-contact-peoples"
)


@bp.get("")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.SupplierContactPersonsQuery))
    return schemas.SupplierContactPersonsPage.answer(page)


@bp.post("")
def create() -> ResponseReturnValue:
    supplier_contact_persons = service.create(
        body(schemas.SupplierContactPersonsCreate)
    )
    db.session.commit()
    answer = schemas.SupplierContactPersonsOut.answer(supplier_contact_persons)
    answer.location = url_for(
        ".show", supplier_contact_persons_id=supplier_contact_persons.id
    )
    return answer, 201


@bp.get("/<id:supplier_contact_persons_id>")
def show(supplier_contact_persons_id: int) -> ResponseReturnValue:
    return schemas.SupplierContactPersonsOut.answer(
        service.find(supplier_contact_persons_id)
    )


@bp.patch("/<id:supplier_contact_persons_id>")
def update(supplier_contact_persons_id: int) -> ResponseReturnValue:
    supplier_contact_persons = service.update(
        supplier_contact_persons_id, body(schemas.SupplierContactPersonsUpdate)
    )
    db.session.commit()
    return schemas.SupplierContactPersonsOut.answer(supplier_contact_persons)


@bp.delete("/<id:supplier_contact_persons_id>")
def delete(supplier_contact_persons_id: int) -> ResponseReturnValue:
    service.delete(supplier_contact_persons_id)
    db.session.commit()
    return "", 204


@bp.get("/<id:supplier_contact_persons_id>/purchase-order-line-items")
def list_purchase_order_line_items(
    supplier_contact_persons_id: int,
) -> ResponseReturnValue:
    page = purchase_order_line_items.find_by_supplier_responsible_man(
        supplier_contact_persons_id, query(PurchaseOrderLineItemQuery)
    )
    return PurchaseOrderLineItemPage.answer(page)

"""The routes of customers."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.customers import schemas, service
from app.features.orders import service as orders
from app.features.orders.schemas import OrderPage, OrderQuery
from app.input import body, query

bp = Blueprint("customers", __name__, url_prefix="/customers")


@bp.get("")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.CustomerQuery))
    return schemas.CustomerPage.answer(page)


@bp.post("")
def create() -> ResponseReturnValue:
    customer = service.create(body(schemas.CustomerCreate))
    db.session.commit()
    answer = schemas.CustomerOut.answer(customer)
    answer.location = url_for(".show", customer_id=customer.id)
    return answer, 201


@bp.get("/<id:customer_id>")
def show(customer_id: int) -> ResponseReturnValue:
    return schemas.CustomerOut.answer(service.find(customer_id))


@bp.patch("/<id:customer_id>")
def update(customer_id: int) -> ResponseReturnValue:
    customer = service.update(customer_id, body(schemas.CustomerUpdate))
    db.session.commit()
    return schemas.CustomerOut.answer(customer)


@bp.delete("/<id:customer_id>")
def delete(customer_id: int) -> ResponseReturnValue:
    service.delete(customer_id)
    db.session.commit()
    return "", 204


@bp.get("/<id:customer_id>/orders")
def list_orders(customer_id: int) -> ResponseReturnValue:
    page = orders.find_by_customer(customer_id, query(OrderQuery))
    return OrderPage.answer(page)

"""The routes of orders.

Twin: src/features/orders/routes.ts
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.features.orders import schemas, service
from app.http.input import body, query, row_id
from app.http.json import no_content

routes = Blueprint("orders", __name__, url_prefix="/api")


@routes.get("/orders")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.Query))
    return schemas.Page.dump(page)


@routes.post("/orders")
def create() -> ResponseReturnValue:
    order = service.create(body(schemas.Create))
    location = f"/api/orders/{order.id}"
    return schemas.Row.dump(order), 201, {"Location": location}


@routes.get("/orders/<key>")
def show(key: str) -> ResponseReturnValue:
    order = service.find(row_id(key))
    return schemas.Row.dump(order)


@routes.patch("/orders/<key>")
def update(key: str) -> ResponseReturnValue:
    order = service.update(row_id(key), body(schemas.Update))
    return schemas.Row.dump(order)


@routes.delete("/orders/<key>")
def destroy(key: str) -> ResponseReturnValue:
    service.delete(row_id(key))
    return no_content()


@routes.get("/customers/<key>/orders")
def by_customer(key: str) -> ResponseReturnValue:
    page = service.find_by_customer(row_id(key), query(schemas.Query))
    return schemas.Page.dump(page)

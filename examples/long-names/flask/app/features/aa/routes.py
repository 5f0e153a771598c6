"""The routes of aa.

Twin: src/features/aa/routes.ts
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.features.aa import schemas, service
from app.features.purchase_order_line_items import schemas as purchase_order_line_items
from app.http.input import body, query, row_id
from app.http.json import no_content

routes = Blueprint("aa", __name__, url_prefix="/api")


@routes.get("/aa")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.Query))
    return schemas.Page.dump(page)


@routes.post("/aa")
def create() -> ResponseReturnValue:
    a = service.create(body(schemas.Create))
    location = f"/api/aa/{a.id}"
    return schemas.Row.dump(a), 201, {"Location": location}


@routes.get("/aa/<key>")
def show(key: str) -> ResponseReturnValue:
    a = service.find(row_id(key))
    return schemas.Row.dump(a)


@routes.patch("/aa/<key>")
def update(key: str) -> ResponseReturnValue:
    a = service.update(row_id(key), body(schemas.Update))
    return schemas.Row.dump(a)


@routes.delete("/aa/<key>")
def destroy(key: str) -> ResponseReturnValue:
    service.delete(row_id(key))
    return no_content()


@routes.get("/aa/<key>/d")
def list_d(key: str) -> ResponseReturnValue:
    page = service.find_d(row_id(key), query(purchase_order_line_items.Query))
    return purchase_order_line_items.Page.dump(page)


@routes.get("/purchase-order-line-items/<key>/aa")
def by_c(key: str) -> ResponseReturnValue:
    page = service.find_by_c(row_id(key), query(schemas.Query))
    return schemas.Page.dump(page)


@routes.get("/purchase-order-line-items/<key>/aa-as-d")
def by_d(key: str) -> ResponseReturnValue:
    page = service.find_by_d(row_id(key), query(schemas.Query))
    return schemas.Page.dump(page)

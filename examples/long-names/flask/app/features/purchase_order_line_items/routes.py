"""The routes of purchase order line items.

Twin: src/features/purchase-order-line-items/routes.ts
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.features.aa import schemas as aa
from app.features.purchase_order_line_items import schemas, service
from app.http.input import body, query, row_id
from app.http.json import no_content

routes = Blueprint("purchase_order_line_items", __name__, url_prefix="/api")


@routes.get("/purchase-order-line-items")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.Query))
    return schemas.Page.dump(page)


@routes.post("/purchase-order-line-items")
def create() -> ResponseReturnValue:
    purchase_order_line_item = service.create(body(schemas.Create))
    location = f"/api/purchase-order-line-items/{purchase_order_line_item.id}"
    return schemas.Row.dump(purchase_order_line_item), 201, {"Location": location}


@routes.get("/purchase-order-line-items/<key>")
def show(key: str) -> ResponseReturnValue:
    purchase_order_line_item = service.find(row_id(key))
    return schemas.Row.dump(purchase_order_line_item)


@routes.patch("/purchase-order-line-items/<key>")
def update(key: str) -> ResponseReturnValue:
    purchase_order_line_item = service.update(row_id(key), body(schemas.Update))
    return schemas.Row.dump(purchase_order_line_item)


@routes.delete("/purchase-order-line-items/<key>")
def destroy(key: str) -> ResponseReturnValue:
    service.delete(row_id(key))
    return no_content()


@routes.get("/purchase-order-line-items/<key>/e")
def list_e(key: str) -> ResponseReturnValue:
    page = service.find_e(row_id(key), query(aa.Query))
    return aa.Page.dump(page)


@routes.get("/supplier-contact-peoples/<key>/purchase-order-line-items")
def by_supplier_responsible_man(key: str) -> ResponseReturnValue:
    page = service.find_by_supplier_responsible_man(row_id(key), query(schemas.Query))
    return schemas.Page.dump(page)


@routes.get("/purchase-order-line-items/<key>/purchase-order-line-items")
def by_the_parent_of_this_items(key: str) -> ResponseReturnValue:
    page = service.find_by_the_parent_of_this_items(row_id(key), query(schemas.Query))
    return schemas.Page.dump(page)


@routes.get("/aa/<key>/purchase-order-line-items")
def by_e(key: str) -> ResponseReturnValue:
    page = service.find_by_e(row_id(key), query(schemas.Query))
    return schemas.Page.dump(page)

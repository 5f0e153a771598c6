"""The routes of line items.

Twin: src/features/line-items/routes.ts
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.features.line_items import schemas, service
from app.http.input import body, query, row_id
from app.http.json import no_content

routes = Blueprint("line_items", __name__, url_prefix="/api")


@routes.get("/line-items")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.Query))
    return schemas.Page.dump(page)


@routes.post("/line-items")
def create() -> ResponseReturnValue:
    line_item = service.create(body(schemas.Create))
    location = f"/api/line-items/{line_item.id}"
    return schemas.Row.dump(line_item), 201, {"Location": location}


@routes.get("/line-items/<key>")
def show(key: str) -> ResponseReturnValue:
    line_item = service.find(row_id(key))
    return schemas.Row.dump(line_item)


@routes.patch("/line-items/<key>")
def update(key: str) -> ResponseReturnValue:
    line_item = service.update(row_id(key), body(schemas.Update))
    return schemas.Row.dump(line_item)


@routes.delete("/line-items/<key>")
def destroy(key: str) -> ResponseReturnValue:
    service.delete(row_id(key))
    return no_content()


@routes.get("/orders/<key>/line-items")
def by_order(key: str) -> ResponseReturnValue:
    page = service.find_by_order(row_id(key), query(schemas.Query))
    return schemas.Page.dump(page)


@routes.get("/products/<key>/line-items")
def by_product(key: str) -> ResponseReturnValue:
    page = service.find_by_product(row_id(key), query(schemas.Query))
    return schemas.Page.dump(page)

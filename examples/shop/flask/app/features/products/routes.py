"""The routes of products.

Twin: src/features/products/routes.ts
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.features.categories import schemas as categories
from app.features.products import schemas, service
from app.http.input import body, query, row_id
from app.http.json import no_content

routes = Blueprint("products", __name__, url_prefix="/api")


@routes.get("/products")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.Query))
    return schemas.Page.dump(page)


@routes.post("/products")
def create() -> ResponseReturnValue:
    product = service.create(body(schemas.Create))
    location = f"/api/products/{product.id}"
    return schemas.Row.dump(product), 201, {"Location": location}


@routes.get("/products/<key>")
def show(key: str) -> ResponseReturnValue:
    product = service.find(row_id(key))
    return schemas.Row.dump(product)


@routes.patch("/products/<key>")
def update(key: str) -> ResponseReturnValue:
    product = service.update(row_id(key), body(schemas.Update))
    return schemas.Row.dump(product)


@routes.delete("/products/<key>")
def destroy(key: str) -> ResponseReturnValue:
    service.delete(row_id(key))
    return no_content()


@routes.get("/products/<key>/categories")
def list_categories(key: str) -> ResponseReturnValue:
    page = service.find_categories(row_id(key), query(categories.Query))
    return categories.Page.dump(page)


@routes.get("/categories/<key>/products")
def by_categories(key: str) -> ResponseReturnValue:
    page = service.find_by_categories(row_id(key), query(schemas.Query))
    return schemas.Page.dump(page)

"""The routes of categories.

Twin: src/features/categories/routes.ts
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.features.categories import schemas, service
from app.http.input import body, query, row_id
from app.http.json import no_content

routes = Blueprint("categories", __name__, url_prefix="/api")


@routes.get("/categories")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.Query))
    return schemas.Page.dump(page)


@routes.post("/categories")
def create() -> ResponseReturnValue:
    category = service.create(body(schemas.Create))
    location = f"/api/categories/{category.id}"
    return schemas.Row.dump(category), 201, {"Location": location}


@routes.get("/categories/<key>")
def show(key: str) -> ResponseReturnValue:
    category = service.find(row_id(key))
    return schemas.Row.dump(category)


@routes.patch("/categories/<key>")
def update(key: str) -> ResponseReturnValue:
    category = service.update(row_id(key), body(schemas.Update))
    return schemas.Row.dump(category)


@routes.delete("/categories/<key>")
def destroy(key: str) -> ResponseReturnValue:
    service.delete(row_id(key))
    return no_content()


@routes.get("/categories/<key>/categories")
def by_parent(key: str) -> ResponseReturnValue:
    page = service.find_by_parent(row_id(key), query(schemas.Query))
    return schemas.Page.dump(page)

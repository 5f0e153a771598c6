"""The routes of tags.

Twin: src/features/tags/routes.ts
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.features.tags import schemas, service
from app.http.input import body, query, row_id
from app.http.json import no_content

routes = Blueprint("tags", __name__, url_prefix="/api")


@routes.get("/tags")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.Query))
    return schemas.Page.dump(page)


@routes.post("/tags")
def create() -> ResponseReturnValue:
    tag = service.create(body(schemas.Create))
    location = f"/api/tags/{tag.id}"
    return schemas.Row.dump(tag), 201, {"Location": location}


@routes.get("/tags/<key>")
def show(key: str) -> ResponseReturnValue:
    tag = service.find(row_id(key))
    return schemas.Row.dump(tag)


@routes.patch("/tags/<key>")
def update(key: str) -> ResponseReturnValue:
    tag = service.update(row_id(key), body(schemas.Update))
    return schemas.Row.dump(tag)


@routes.delete("/tags/<key>")
def destroy(key: str) -> ResponseReturnValue:
    service.delete(row_id(key))
    return no_content()

"""The routes of comments.

Twin: src/features/comments/routes.ts
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.features.comments import schemas, service
from app.http.input import body, query, row_id
from app.http.json import no_content

routes = Blueprint("comments", __name__, url_prefix="/api")


@routes.get("/comments")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.Query))
    return schemas.Page.dump(page)


@routes.post("/comments")
def create() -> ResponseReturnValue:
    comment = service.create(body(schemas.Create))
    location = f"/api/comments/{comment.id}"
    return schemas.Row.dump(comment), 201, {"Location": location}


@routes.get("/comments/<key>")
def show(key: str) -> ResponseReturnValue:
    comment = service.find(row_id(key))
    return schemas.Row.dump(comment)


@routes.patch("/comments/<key>")
def update(key: str) -> ResponseReturnValue:
    comment = service.update(row_id(key), body(schemas.Update))
    return schemas.Row.dump(comment)


@routes.delete("/comments/<key>")
def destroy(key: str) -> ResponseReturnValue:
    service.delete(row_id(key))
    return no_content()


@routes.get("/posts/<key>/comments")
def by_post(key: str) -> ResponseReturnValue:
    page = service.find_by_post(row_id(key), query(schemas.Query))
    return schemas.Page.dump(page)

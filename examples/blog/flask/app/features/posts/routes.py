"""The routes of posts.

Twin: src/features/posts/routes.ts
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.features.posts import schemas, service
from app.features.tags import schemas as tags
from app.http.input import body, query, row_id
from app.http.json import no_content

routes = Blueprint("posts", __name__, url_prefix="/api")


@routes.get("/posts")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.Query))
    return schemas.Page.dump(page)


@routes.post("/posts")
def create() -> ResponseReturnValue:
    post = service.create(body(schemas.Create))
    location = f"/api/posts/{post.id}"
    return schemas.Row.dump(post), 201, {"Location": location}


@routes.get("/posts/<key>")
def show(key: str) -> ResponseReturnValue:
    post = service.find(row_id(key))
    return schemas.Row.dump(post)


@routes.patch("/posts/<key>")
def update(key: str) -> ResponseReturnValue:
    post = service.update(row_id(key), body(schemas.Update))
    return schemas.Row.dump(post)


@routes.delete("/posts/<key>")
def destroy(key: str) -> ResponseReturnValue:
    service.delete(row_id(key))
    return no_content()


@routes.get("/posts/<key>/tags")
def list_tags(key: str) -> ResponseReturnValue:
    page = service.find_tags(row_id(key), query(tags.Query))
    return tags.Page.dump(page)


@routes.get("/tags/<key>/posts")
def by_tags(key: str) -> ResponseReturnValue:
    page = service.find_by_tags(row_id(key), query(schemas.Query))
    return schemas.Page.dump(page)

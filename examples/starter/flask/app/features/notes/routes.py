"""The routes of notes.

Twin: src/features/notes/routes.ts
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.features.notes import schemas, service
from app.http.input import body, query, row_id
from app.http.json import no_content

routes = Blueprint("notes", __name__, url_prefix="/api")


@routes.get("/notes")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.Query))
    return schemas.Page.dump(page)


@routes.post("/notes")
def create() -> ResponseReturnValue:
    note = service.create(body(schemas.Create))
    location = f"/api/notes/{note.id}"
    return schemas.Row.dump(note), 201, {"Location": location}


@routes.get("/notes/<key>")
def show(key: str) -> ResponseReturnValue:
    note = service.find(row_id(key))
    return schemas.Row.dump(note)


@routes.patch("/notes/<key>")
def update(key: str) -> ResponseReturnValue:
    note = service.update(row_id(key), body(schemas.Update))
    return schemas.Row.dump(note)


@routes.delete("/notes/<key>")
def destroy(key: str) -> ResponseReturnValue:
    service.delete(row_id(key))
    return no_content()

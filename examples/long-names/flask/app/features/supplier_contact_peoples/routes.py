"""The routes of supplier contact peoples.

Twin: src/features/supplier-contact-peoples/routes.ts
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.features.supplier_contact_peoples import schemas, service
from app.http.input import body, query, row_id
from app.http.json import no_content

routes = Blueprint("supplier_contact_peoples", __name__, url_prefix="/api")


@routes.get("/supplier-contact-peoples")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.Query))
    return schemas.Page.dump(page)


@routes.post("/supplier-contact-peoples")
def create() -> ResponseReturnValue:
    supplier_contact_persons = service.create(body(schemas.Create))
    location = f"/api/supplier-contact-peoples/{supplier_contact_persons.id}"
    return schemas.Row.dump(supplier_contact_persons), 201, {"Location": location}


@routes.get("/supplier-contact-peoples/<key>")
def show(key: str) -> ResponseReturnValue:
    supplier_contact_persons = service.find(row_id(key))
    return schemas.Row.dump(supplier_contact_persons)


@routes.patch("/supplier-contact-peoples/<key>")
def update(key: str) -> ResponseReturnValue:
    supplier_contact_persons = service.update(row_id(key), body(schemas.Update))
    return schemas.Row.dump(supplier_contact_persons)


@routes.delete("/supplier-contact-peoples/<key>")
def destroy(key: str) -> ResponseReturnValue:
    service.delete(row_id(key))
    return no_content()

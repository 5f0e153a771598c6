"""The routes of customers.

Twin: src/features/customers/routes.ts
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.features.customers import schemas, service
from app.http.input import body, query, row_id
from app.http.json import no_content

routes = Blueprint("customers", __name__, url_prefix="/api")


@routes.get("/customers")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.Query))
    return schemas.Page.dump(page)


@routes.post("/customers")
def create() -> ResponseReturnValue:
    customer = service.create(body(schemas.Create))
    location = f"/api/customers/{customer.id}"
    return schemas.Row.dump(customer), 201, {"Location": location}


@routes.get("/customers/<key>")
def show(key: str) -> ResponseReturnValue:
    customer = service.find(row_id(key))
    return schemas.Row.dump(customer)


@routes.patch("/customers/<key>")
def update(key: str) -> ResponseReturnValue:
    customer = service.update(row_id(key), body(schemas.Update))
    return schemas.Row.dump(customer)


@routes.delete("/customers/<key>")
def destroy(key: str) -> ResponseReturnValue:
    service.delete(row_id(key))
    return no_content()

"""The routes of products."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.categories import service as categories
from app.features.categories.schemas import CategoryPage, CategoryQuery
from app.features.line_items import service as line_items
from app.features.line_items.schemas import LineItemPage, LineItemQuery
from app.features.products import schemas, service
from app.input import body, query

bp = Blueprint("products", __name__, url_prefix="/products")


@bp.get("")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.ProductQuery))
    return schemas.ProductPage.answer(page)


@bp.post("")
def create() -> ResponseReturnValue:
    product = service.create(body(schemas.ProductCreate))
    db.session.commit()
    answer = schemas.ProductOut.answer(product)
    answer.location = url_for(".show", product_id=product.id)
    return answer, 201


@bp.get("/<id:product_id>")
def show(product_id: int) -> ResponseReturnValue:
    return schemas.ProductOut.answer(service.find(product_id))


@bp.patch("/<id:product_id>")
def update(product_id: int) -> ResponseReturnValue:
    product = service.update(product_id, body(schemas.ProductUpdate))
    db.session.commit()
    return schemas.ProductOut.answer(product)


@bp.delete("/<id:product_id>")
def delete(product_id: int) -> ResponseReturnValue:
    service.delete(product_id)
    db.session.commit()
    return "", 204


@bp.get("/<id:product_id>/categories")
def list_categories(product_id: int) -> ResponseReturnValue:
    page = categories.find_of_product(product_id, query(CategoryQuery))
    return CategoryPage.answer(page)


@bp.get("/<id:product_id>/line-items")
def list_line_items(product_id: int) -> ResponseReturnValue:
    page = line_items.find_by_product(product_id, query(LineItemQuery))
    return LineItemPage.answer(page)

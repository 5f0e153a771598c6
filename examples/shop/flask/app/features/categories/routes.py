"""The routes of categories."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.categories import schemas, service
from app.features.products import service as products
from app.features.products.schemas import ProductPage, ProductQuery
from app.input import body, query

bp = Blueprint("categories", __name__, url_prefix="/categories")


@bp.get("")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.CategoryQuery))
    return schemas.CategoryPage.answer(page)


@bp.post("")
def create() -> ResponseReturnValue:
    category = service.create(body(schemas.CategoryCreate))
    db.session.commit()
    answer = schemas.CategoryOut.answer(category)
    answer.location = url_for(".show", category_id=category.id)
    return answer, 201


@bp.get("/<id:category_id>")
def show(category_id: int) -> ResponseReturnValue:
    return schemas.CategoryOut.answer(service.find(category_id))


@bp.patch("/<id:category_id>")
def update(category_id: int) -> ResponseReturnValue:
    category = service.update(category_id, body(schemas.CategoryUpdate))
    db.session.commit()
    return schemas.CategoryOut.answer(category)


@bp.delete("/<id:category_id>")
def delete(category_id: int) -> ResponseReturnValue:
    service.delete(category_id)
    db.session.commit()
    return "", 204


@bp.get("/<id:category_id>/categories")
def list_categories(category_id: int) -> ResponseReturnValue:
    page = service.find_by_parent(category_id, query(schemas.CategoryQuery))
    return schemas.CategoryPage.answer(page)


@bp.get("/<id:category_id>/products")
def list_products(category_id: int) -> ResponseReturnValue:
    page = products.find_by_categories(category_id, query(ProductQuery))
    return ProductPage.answer(page)

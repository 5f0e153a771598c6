"""What the application does with products."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.features.categories.models import Category
from app.features.products.models import Product
from app.features.products.schemas import ProductCreate, ProductQuery, ProductUpdate
from app.rows import lock, paginate, paginate_of, save

LINKS = {"category_ids": Product.categories}


def find_all(query: ProductQuery) -> Pagination:
    return paginate(selected(), query)


def find_by_categories(category_id: int, query: ProductQuery) -> Pagination:
    found = selected().where(Product.categories.any(id=category_id))
    return paginate_of(Category, category_id, found, query)


def find(product_id: int) -> Product:
    ids = joinedload(Product.categories).load_only(Category.id)
    return db.get_or_404(Product, product_id, options=[ids])


def selected() -> Select[Product]:
    # Why ids alone: an answer has no more of rows that are tied to it.
    ids = selectinload(Product.categories).load_only(Category.id)
    return select(Product).options(ids)


def create(data: ProductCreate) -> Product:
    return save(Product(), data, LINKS)


def update(product_id: int, data: ProductUpdate) -> Product:
    return save(lock(selected(), product_id), data, LINKS)


def delete(product_id: int) -> None:
    db.session.delete(lock(select(Product), product_id))
    db.session.flush()

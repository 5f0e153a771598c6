"""What the application does with categories."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import select

from app.db import db
from app.features.categories.models import Category
from app.features.categories.schemas import (
    CategoryCreate,
    CategoryQuery,
    CategoryUpdate,
)
from app.features.products.models import Product
from app.rows import lock, paginate, paginate_of, save

LINKS = {"parent_id": Category.parent}


def find_all(query: CategoryQuery) -> Pagination:
    return paginate(select(Category), query)


def find_by_parent(category_id: int, query: CategoryQuery) -> Pagination:
    found = select(Category).where(Category.parent_id == category_id)
    return paginate_of(Category, category_id, found, query)


def find_of_product(product_id: int, query: CategoryQuery) -> Pagination:
    found = select(Category).where(Category.products.any(id=product_id))
    return paginate_of(Product, product_id, found, query)


def find(category_id: int) -> Category:
    return db.get_or_404(Category, category_id)


def create(data: CategoryCreate) -> Category:
    return save(Category(), data, LINKS)


def update(category_id: int, data: CategoryUpdate) -> Category:
    return save(lock(select(Category), category_id), data, LINKS)


def delete(category_id: int) -> None:
    db.session.delete(lock(select(Category), category_id))
    db.session.flush()

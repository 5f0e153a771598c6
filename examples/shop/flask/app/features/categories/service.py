"""What the application does with categories.

Twin: src/features/categories/service.ts
"""

from app import rows
from app.features.categories import schemas
from app.features.categories.models import Category
from app.http.page import Page, paginate

REFERENCES = {
    "parent_id": Category,
}


def find_all(query: schemas.Query) -> Page[Category]:
    return paginate(Category, query)


def find(row_id: int) -> Category:
    return rows.find(Category, row_id)


def create(data: schemas.Create) -> Category:
    rows.refuse_missing(data, REFERENCES)
    category = Category(**data.model_dump())
    rows.save(category)
    return category


def update(row_id: int, data: schemas.Update) -> Category:
    category = find(row_id)
    rows.refuse_missing(data, REFERENCES)
    rows.assign(category, data)
    rows.save(category)
    return category


def delete(row_id: int) -> None:
    rows.remove(Category, row_id)


def find_by_parent(
    parent_id: int,
    query: schemas.Query,
) -> Page[Category]:
    rows.find(Category, parent_id)
    return paginate(
        Category,
        query,
        Category.parent_id == parent_id,
    )

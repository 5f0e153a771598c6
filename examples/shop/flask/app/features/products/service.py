"""What the application does with products.

Twin: src/features/products/service.ts
"""

from app import rows
from app.features.categories import schemas as categories
from app.features.categories.models import Category
from app.features.products import schemas
from app.features.products.models import Product
from app.http.page import Page, paginate

REFERENCES = {
    "category_ids": Category,
}


def find_all(query: schemas.Query) -> Page[Product]:
    return paginate(Product, query)


def find(row_id: int) -> Product:
    return rows.find(Product, row_id)


def create(data: schemas.Create) -> Product:
    rows.refuse_missing(data, REFERENCES)
    product = Product(**data.model_dump())
    rows.save(product)
    return product


def update(row_id: int, data: schemas.Update) -> Product:
    product = find(row_id)
    rows.refuse_missing(data, REFERENCES)
    rows.assign(product, data)
    rows.save(product)
    return product


def delete(row_id: int) -> None:
    rows.remove(Product, row_id)


def find_categories(
    row_id: int,
    query: categories.Query,
) -> Page[Category]:
    ids = find(row_id).category_ids
    return paginate(
        Category,
        query,
        Category.id.in_(ids),
    )


def find_by_categories(
    parent_id: int,
    query: schemas.Query,
) -> Page[Product]:
    rows.find(Category, parent_id)
    return paginate(
        Product,
        query,
        Product.category_links.any(category_id=parent_id),
    )

"""What the application does with line items.

Twin: src/features/line-items/service.ts
"""

from app import rows
from app.features.line_items import schemas
from app.features.line_items.models import LineItem
from app.features.orders.models import Order
from app.features.products.models import Product
from app.http.page import Page, paginate

REFERENCES = {
    "order_id": Order,
    "product_id": Product,
}


def find_all(query: schemas.Query) -> Page[LineItem]:
    return paginate(LineItem, query)


def find(row_id: int) -> LineItem:
    return rows.find(LineItem, row_id)


def create(data: schemas.Create) -> LineItem:
    rows.refuse_missing(data, REFERENCES)
    line_item = LineItem(**data.model_dump())
    rows.save(line_item)
    return line_item


def update(row_id: int, data: schemas.Update) -> LineItem:
    line_item = find(row_id)
    rows.refuse_missing(data, REFERENCES)
    rows.assign(line_item, data)
    rows.save(line_item)
    return line_item


def delete(row_id: int) -> None:
    rows.remove(LineItem, row_id)


def find_by_order(
    parent_id: int,
    query: schemas.Query,
) -> Page[LineItem]:
    rows.find(Order, parent_id)
    return paginate(
        LineItem,
        query,
        LineItem.order_id == parent_id,
    )


def find_by_product(
    parent_id: int,
    query: schemas.Query,
) -> Page[LineItem]:
    rows.find(Product, parent_id)
    return paginate(
        LineItem,
        query,
        LineItem.product_id == parent_id,
    )

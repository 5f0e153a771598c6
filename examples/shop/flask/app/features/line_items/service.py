"""What the application does with line items."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import select

from app.db import db
from app.features.line_items.models import LineItem
from app.features.line_items.schemas import (
    LineItemCreate,
    LineItemQuery,
    LineItemUpdate,
)
from app.features.orders.models import Order
from app.features.products.models import Product
from app.rows import lock, paginate, paginate_of, save

LINKS = {"order_id": LineItem.order, "product_id": LineItem.product}


def find_all(query: LineItemQuery) -> Pagination:
    return paginate(select(LineItem), query)


def find_by_order(order_id: int, query: LineItemQuery) -> Pagination:
    found = select(LineItem).where(LineItem.order_id == order_id)
    return paginate_of(Order, order_id, found, query)


def find_by_product(product_id: int, query: LineItemQuery) -> Pagination:
    found = select(LineItem).where(LineItem.product_id == product_id)
    return paginate_of(Product, product_id, found, query)


def find(line_item_id: int) -> LineItem:
    return db.get_or_404(LineItem, line_item_id)


def create(data: LineItemCreate) -> LineItem:
    return save(LineItem(), data, LINKS)


def update(line_item_id: int, data: LineItemUpdate) -> LineItem:
    return save(lock(select(LineItem), line_item_id), data, LINKS)


def delete(line_item_id: int) -> None:
    db.session.delete(lock(select(LineItem), line_item_id))
    db.session.flush()

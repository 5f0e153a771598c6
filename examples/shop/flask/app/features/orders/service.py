"""What the application does with orders.

Twin: src/features/orders/service.ts
"""

from app import rows
from app.features.customers.models import Customer
from app.features.orders import schemas
from app.features.orders.models import Order
from app.http.page import Page, paginate

REFERENCES = {
    "customer_id": Customer,
}


def find_all(query: schemas.Query) -> Page[Order]:
    return paginate(Order, query)


def find(row_id: int) -> Order:
    return rows.find(Order, row_id)


def create(data: schemas.Create) -> Order:
    rows.refuse_missing(data, REFERENCES)
    order = Order(**data.model_dump())
    rows.save(order)
    return order


def update(row_id: int, data: schemas.Update) -> Order:
    order = find(row_id)
    rows.refuse_missing(data, REFERENCES)
    rows.assign(order, data)
    rows.save(order)
    return order


def delete(row_id: int) -> None:
    rows.remove(Order, row_id)


def find_by_customer(
    parent_id: int,
    query: schemas.Query,
) -> Page[Order]:
    rows.find(Customer, parent_id)
    return paginate(
        Order,
        query,
        Order.customer_id == parent_id,
    )

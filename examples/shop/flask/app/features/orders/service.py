"""What the application does with orders."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import select

from app.db import db
from app.features.customers.models import Customer
from app.features.orders.models import Order
from app.features.orders.schemas import OrderCreate, OrderQuery, OrderUpdate
from app.rows import lock, paginate, paginate_of, save

LINKS = {"customer_id": Order.customer}


def find_all(query: OrderQuery) -> Pagination:
    return paginate(select(Order), query)


def find_by_customer(customer_id: int, query: OrderQuery) -> Pagination:
    found = select(Order).where(Order.customer_id == customer_id)
    return paginate_of(Customer, customer_id, found, query)


def find(order_id: int) -> Order:
    return db.get_or_404(Order, order_id)


def create(data: OrderCreate) -> Order:
    return save(Order(), data, LINKS)


def update(order_id: int, data: OrderUpdate) -> Order:
    return save(lock(select(Order), order_id), data, LINKS)


def delete(order_id: int) -> None:
    db.session.delete(lock(select(Order), order_id))
    db.session.flush()

"""What the application does with customers."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import select

from app.db import db
from app.features.customers.models import Customer
from app.features.customers.schemas import CustomerCreate, CustomerQuery, CustomerUpdate
from app.rows import lock, paginate, save


def find_all(query: CustomerQuery) -> Pagination:
    return paginate(select(Customer), query)


def find(customer_id: int) -> Customer:
    return db.get_or_404(Customer, customer_id)


def create(data: CustomerCreate) -> Customer:
    return save(Customer(), data)


def update(customer_id: int, data: CustomerUpdate) -> Customer:
    return save(lock(select(Customer), customer_id), data)


def delete(customer_id: int) -> None:
    db.session.delete(lock(select(Customer), customer_id))
    db.session.flush()

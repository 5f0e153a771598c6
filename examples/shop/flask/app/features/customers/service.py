"""What the application does with customers.

Twin: src/features/customers/service.ts
"""

from app import rows
from app.features.customers import schemas
from app.features.customers.models import Customer
from app.http.page import Page, paginate


def find_all(query: schemas.Query) -> Page[Customer]:
    return paginate(Customer, query)


def find(row_id: int) -> Customer:
    return rows.find(Customer, row_id)


def create(data: schemas.Create) -> Customer:
    customer = Customer(**data.model_dump())
    rows.save(customer)
    return customer


def update(row_id: int, data: schemas.Update) -> Customer:
    customer = find(row_id)
    rows.assign(customer, data)
    rows.save(customer)
    return customer


def delete(row_id: int) -> None:
    rows.remove(Customer, row_id)

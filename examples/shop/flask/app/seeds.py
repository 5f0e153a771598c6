"""Fills an empty database with examples: `flask seed`."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from flask import Flask
from pydantic import BaseModel
from sqlalchemy import or_, select

from app.db import Base, Model, db
from app.features.categories import service as categories
from app.features.categories.schemas import CategoryCreate
from app.features.customers import service as customers
from app.features.customers.schemas import CustomerCreate
from app.features.line_items import service as line_items
from app.features.line_items.schemas import LineItemCreate
from app.features.orders import service as orders
from app.features.orders.schemas import OrderCreate
from app.features.products import service as products
from app.features.products.schemas import ProductCreate

S = TypeVar("S", bound=BaseModel)


def init_app(app: Flask) -> None:
    app.cli.command("seed")(seed)


def seed() -> None:
    """Fill an empty database with examples."""
    rows = [table.select().exists() for table in Base.metadata.tables.values()]
    if db.session.scalar(select(or_(*rows))):
        return click.echo("The database has rows already; nothing was added.")
    fill()
    db.session.commit()
    click.echo("Filled the database with examples.")


def fill() -> None:
    """Makes two rows of everything, first those that others refer to."""
    category_1 = make(categories.create, CategoryCreate, {"name": "First name"})
    category_2 = make(categories.create, CategoryCreate, {"name": "Second name"})
    customer_1 = make(
        customers.create,
        CustomerCreate,
        {"name": "First name", "email": "first@example.com"},
    )
    customer_2 = make(
        customers.create,
        CustomerCreate,
        {"name": "Second name", "email": "second@example.com"},
    )
    product_1 = make(
        products.create,
        ProductCreate,
        {
            "name": "First name",
            "sku": "First sku",
            "price": "1.10",
            "stock": 1,
            "active": True,
            "categoryIds": [category_1],
        },
    )
    product_2 = make(
        products.create,
        ProductCreate,
        {
            "name": "Second name",
            "sku": "Second sku",
            "price": "2.20",
            "stock": 2,
            "active": False,
            "categoryIds": [category_2],
        },
    )
    order_1 = make(
        orders.create,
        OrderCreate,
        {
            "placedOn": "2026-01-28",
            "status": "open",
            "note": "First note",
            "customerId": customer_1,
        },
    )
    order_2 = make(
        orders.create,
        OrderCreate,
        {
            "placedOn": "2026-02-28",
            "status": "cancelled",
            "note": "Second note",
            "customerId": customer_2,
        },
    )
    make(
        line_items.create,
        LineItemCreate,
        {
            "quantity": 1,
            "unitPrice": "1.10",
            "orderId": order_1,
            "productId": product_1,
        },
    )
    make(
        line_items.create,
        LineItemCreate,
        {
            "quantity": 2,
            "unitPrice": "2.20",
            "orderId": order_2,
            "productId": product_2,
        },
    )


def make(create: Callable[..., Model], schema: type[S], body: dict[str, Any]) -> int:
    """Does what a POST does, and gives the id of the new row."""
    return create(schema.model_validate(body)).id

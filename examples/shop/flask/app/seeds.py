"""Fills an empty database with examples: `flask seed`.

Twin: src/seeds.ts
"""

from types import ModuleType
from typing import Any

import click
from flask import Flask
from flask.cli import with_appcontext
from sqlalchemy import select

from app.db import Model, db
from app.features import (
    categories,
    customers,
    line_items,
    orders,
    products,
)


def init_app(app: Flask) -> None:
    app.cli.add_command(seed)


@click.command("seed")
@with_appcontext
def seed() -> None:
    """Fill an empty database with examples."""
    if any(map(has_rows, Model.__subclasses__())):
        click.echo("The database has rows already; nothing was added.")
        return
    fill()
    click.echo("Filled the database with examples.")


def has_rows(model: type[Model]) -> bool:
    return db.session.scalar(select(model.id).limit(1)) is not None


def fill() -> None:
    """Makes two rows of everything, first those that others refer to."""
    category_1 = make(
        categories,
        {
            "name": "First name",
        },
    )
    category_2 = make(
        categories,
        {
            "name": "Second name",
        },
    )
    customer_1 = make(
        customers,
        {
            "name": "First name",
            "email": "first@example.com",
        },
    )
    customer_2 = make(
        customers,
        {
            "name": "Second name",
            "email": "second@example.com",
        },
    )
    product_1 = make(
        products,
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
        products,
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
        orders,
        {
            "placedOn": "2026-01-28",
            "status": "open",
            "note": "First note",
            "customerId": customer_1,
        },
    )
    order_2 = make(
        orders,
        {
            "placedOn": "2026-02-28",
            "status": "cancelled",
            "note": "Second note",
            "customerId": customer_2,
        },
    )
    make(
        line_items,
        {
            "quantity": 1,
            "unitPrice": "1.10",
            "orderId": order_1,
            "productId": product_1,
        },
    )
    make(
        line_items,
        {
            "quantity": 2,
            "unitPrice": "2.20",
            "orderId": order_2,
            "productId": product_2,
        },
    )


def make(feature: ModuleType, body: dict[str, Any]) -> int:
    """Does what a POST does, and gives the id of the new row."""
    row = feature.service.create(feature.schemas.Create.model_validate(body))
    row_id: int = row.id
    return row_id

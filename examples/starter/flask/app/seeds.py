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
    notes,
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
    make(
        notes,
        {
            "title": "First title",
            "body": "First body",
            "pinned": True,
        },
    )
    make(
        notes,
        {
            "title": "Second title",
            "body": "Second body",
            "pinned": False,
        },
    )


def make(feature: ModuleType, body: dict[str, Any]) -> int:
    """Does what a POST does, and gives the id of the new row."""
    row = feature.service.create(feature.schemas.Create.model_validate(body))
    row_id: int = row.id
    return row_id

"""Fills an empty database with examples: `flask seed`."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from flask import Flask
from pydantic import BaseModel
from sqlalchemy import or_, select

from app.db import Base, Model, db
from app.features.notes import service as notes
from app.features.notes.schemas import NoteCreate

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
    make(
        notes.create,
        NoteCreate,
        {"title": "First title", "body": "First body", "pinned": True},
    )
    make(
        notes.create,
        NoteCreate,
        {"title": "Second title", "body": "Second body", "pinned": False},
    )


def make(create: Callable[..., Model], schema: type[S], body: dict[str, Any]) -> int:
    """Does what a POST does, and gives the id of the new row."""
    return create(schema.model_validate(body)).id

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
    comments,
    posts,
    tags,
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
    tag_1 = make(
        tags,
        {
            "name": "First name",
        },
    )
    tag_2 = make(
        tags,
        {
            "name": "Second name",
        },
    )
    post_1 = make(
        posts,
        {
            "title": "First title",
            "body": "First body",
            "status": "draft",
            "publishedAt": "2026-01-28T12:00:00.000Z",
            "tagIds": [tag_1],
        },
    )
    post_2 = make(
        posts,
        {
            "title": "Second title",
            "body": "Second body",
            "status": "live",
            "publishedAt": "2026-02-28T12:00:00.000Z",
            "tagIds": [tag_2],
        },
    )
    make(
        comments,
        {
            "author": "First author",
            "body": "First body",
            "postId": post_1,
        },
    )
    make(
        comments,
        {
            "author": "Second author",
            "body": "Second body",
            "postId": post_2,
        },
    )


def make(feature: ModuleType, body: dict[str, Any]) -> int:
    """Does what a POST does, and gives the id of the new row."""
    row = feature.service.create(feature.schemas.Create.model_validate(body))
    row_id: int = row.id
    return row_id

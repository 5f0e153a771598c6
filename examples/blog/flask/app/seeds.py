"""Fills an empty database with examples: `flask seed`."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from flask import Flask
from pydantic import BaseModel
from sqlalchemy import or_, select

from app.db import Base, Model, db
from app.features.comments import service as comments
from app.features.comments.schemas import CommentCreate
from app.features.posts import service as posts
from app.features.posts.schemas import PostCreate
from app.features.tags import service as tags
from app.features.tags.schemas import TagCreate

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
    tag_1 = make(tags.create, TagCreate, {"name": "First name"})
    tag_2 = make(tags.create, TagCreate, {"name": "Second name"})
    post_1 = make(
        posts.create,
        PostCreate,
        {
            "title": "First title",
            "body": "First body",
            "status": "draft",
            "publishedAt": "2026-01-28T12:00:00.000Z",
            "tagIds": [tag_1],
        },
    )
    post_2 = make(
        posts.create,
        PostCreate,
        {
            "title": "Second title",
            "body": "Second body",
            "status": "live",
            "publishedAt": "2026-02-28T12:00:00.000Z",
            "tagIds": [tag_2],
        },
    )
    make(
        comments.create,
        CommentCreate,
        {"author": "First author", "body": "First body", "postId": post_1},
    )
    make(
        comments.create,
        CommentCreate,
        {"author": "Second author", "body": "Second body", "postId": post_2},
    )


def make(create: Callable[..., Model], schema: type[S], body: dict[str, Any]) -> int:
    """Does what a POST does, and gives the id of the new row."""
    return create(schema.model_validate(body)).id

"""Runs migrations inside the application; `flask db` starts it."""

import warnings
from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from app.db import Base, db

# Why: tables that refer to each other have no order, and need none: a migration makes
# all tables before it ties them together.
warnings.filterwarnings("ignore", message="Cannot correctly sort tables")


def render_item(kind: str, item: Any, migration: Any) -> str | Literal[False]:
    """Writes our own column types as the database's: a migration outlives the code."""
    if not isinstance(item, TypeDecorator):
        return False
    plain = item.impl_instance
    *_, package, module = type(plain).__module__.split(".")
    if module == "sqltypes":
        return f"sa.{plain!r}"
    migration.imports.add(f"from sqlalchemy.dialects import {package}")
    return f"{package}.{plain!r}"


with db.engine.connect() as connection:
    # Why: SQLite changes a table by making it anew, and dropping the old one would take
    # along the rows that refer to it. Inside a transaction this cannot be switched.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")

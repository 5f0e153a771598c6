"""Runs migrations inside the application; `flask db` starts it."""

import warnings
from collections.abc import Iterator
from typing import Any, Literal

from alembic import context
from alembic.operations import ops
from sqlalchemy.types import TypeDecorator

from app.checks import answering
from app.config import Config
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


def arrange(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Drops an index with its table, and a foreign key before its index.

    Why: MySQL refuses to drop an index that a foreign key needs.
    """
    for script in directives:
        for way in (script.upgrade_ops, script.downgrade_ops):
            way.ops = list(arranged(way.ops))


def arranged(found: list[Any]) -> Iterator[Any]:
    dropped = {op.table_name for op in found if isinstance(op, ops.DropTableOp)}
    for op in found:
        if isinstance(op, ops.ModifyTableOps):
            if op.table_name in dropped:
                op.ops = [one for one in op.ops if not is_index(one)]
            op.ops.sort(key=is_foreign_key, reverse=True)
            if not op.ops:
                continue
        yield op


def is_index(op: Any) -> bool:
    return isinstance(op, ops.DropIndexOp)


def is_foreign_key(op: Any) -> bool:
    return isinstance(op, ops.DropConstraintOp) and op.constraint_type == "foreignkey"


with answering(db.engine, Config.from_env()) as connection:
    # Why: SQLite changes a table by making it anew, and dropping the old one would take
    # along the rows that refer to it. Inside a transaction this cannot be switched.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        process_revision_directives=arrange,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")

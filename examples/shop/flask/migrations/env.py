"""Runs migrations inside the application; `flask db` starts it."""

import logging
import warnings
from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from app.db import Base, db

# Why: whoever runs migrations sees which.
logging.basicConfig(format="%(message)s")
logging.getLogger("alembic").setLevel(logging.INFO)
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
    # Why asked: a type that holds another has a text of its own.
    written = migration.migration_context.impl.render_type(plain, migration)
    return written or f"{package}.{plain!r}"


def arrange(_context: Any, _revision: Any, scripts: list[Any]) -> None:
    """Writes no empty migration."""
    # Why asked: `flask db check` wants the script, empty or not.
    writes = getattr(context.config.cmd_opts, "autogenerate", False)
    if writes and scripts[0].upgrade_ops.is_empty():
        scripts.clear()


LOCK = "SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(1)"

with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        process_revision_directives=arrange,
    )
    with context.begin_transaction():
        # Why: of two that start at once the second waits, and sees what the first did.
        connection.exec_driver_sql(LOCK)
        context.run_migrations()
    connection.commit()

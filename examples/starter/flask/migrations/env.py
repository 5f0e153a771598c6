"""Runs migrations inside the application; `flask db` starts it."""

import logging
import warnings
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, Table, event
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


# Why these two: SQLite changes a table by making it anew, and would give the id of a
# deleted row again.
REMADE = "_alembic_tmp_"


@event.listens_for(Table, "before_create")
def keep_autoincrement(table: Table, *_: Any, **__: Any) -> None:
    if table.name.startswith(REMADE) and "id" in table.columns:
        table.dialect_options["sqlite"]["autoincrement"] = True


@event.listens_for(Table, "before_drop")
def keep_last_id(table: Table, connection: Connection, **_: Any) -> None:
    if "id" in table.columns:
        # Why 50: Alembic cuts the name.
        new = f"{REMADE}{table.name}"[:50]
        connection.exec_driver_sql(
            "UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM sqlite_sequence"
            " WHERE name IN (?, ?)) WHERE name = ?",
            (table.name, new, new),
        )


with db.engine.connect() as connection:
    # Why off: the old table would take along the rows that refer to it. It cannot be
    # switched inside a transaction.
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.commit()
    # Why: of a migration that fails half-way nothing must be left.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        process_revision_directives=arrange,
        render_as_batch=True,
        transactional_ddl=True,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken:
            table, row, target, _ = broken
            raise RuntimeError(f"{table}: row {row} refers to no row of {target}")
        connection.commit()
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")

"""Runs migrations inside the application; `flask db` starts it."""

import logging
import warnings
from collections.abc import Iterator
from typing import Any, Literal

from alembic import context
from alembic.operations import ops
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
    """Writes no empty migration, and drops things in an order that databases take."""
    for script in scripts:
        for way in (script.upgrade_ops, script.downgrade_ops):
            way.ops = list(arranged(way.ops))
    # Why asked: `flask db check` wants the script, empty or not.
    writes = getattr(context.config.cmd_opts, "autogenerate", False)
    if writes and scripts[0].upgrade_ops.is_empty():
        scripts.clear()


def arranged(found: list[Any]) -> Iterator[Any]:
    """Why: MySQL does not drop an index that a foreign key needs."""
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


LOCK = "SELECT GET_LOCK(CONCAT('migrations of ', DATABASE()), 3600)"

with db.engine.connect() as connection:
    # Why: the lock ends with the connection.
    connection.detach()
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

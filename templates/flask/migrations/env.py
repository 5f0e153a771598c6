"""Runs migrations inside the application; `flask db` starts it."""

import warnings

from alembic import context

from app.db import Base, db

# Why: tables that refer to each other have no order, and need none: a migration makes
# all tables before it ties them together.
warnings.filterwarnings("ignore", message="Cannot correctly sort tables")

with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()

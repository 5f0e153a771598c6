"""What must be right before the application is served."""

import sys
import time

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from werkzeug.serving import is_running_from_reloader

from app.db import MIGRATIONS, db

SECONDS = 10
PENDING = "Migrations are pending: run `flask db upgrade`"


def init_app(app: Flask) -> None:
    """Says in development that migrations are pending, each time the code is loaded."""
    if is_running_from_reloader():
        run(app)


def run(app: Flask) -> None:
    """Waits for the database; migrations that are pending stop a production start."""
    with app.app_context():
        with answering() as connection:
            pending = is_pending(connection)
        db.engine.dispose()
    if pending and app.config["APP_ENV"] == "production":
        sys.exit(PENDING)
    if pending:
        print(PENDING, file=sys.stderr)


def is_pending(connection: Connection) -> bool:
    applied = set(MigrationContext.configure(connection).get_current_heads())
    scripts = ScriptDirectory(str(MIGRATIONS))
    known = {script.revision for script in scripts.walk_revisions()}
    # Why asked: what is not known here was applied by newer code, which comes after.
    return applied <= known and not applied.issuperset(scripts.get_heads())


def answering() -> Connection:
    """The database may be started together with the application."""
    end = time.monotonic() + SECONDS
    while True:
        try:
            return db.engine.connect()
        except DBAPIError as error:
            if time.monotonic() > end:
                why = f"{error.orig}".strip().partition("\n")[0]
                sys.exit(f"The database does not answer (see DATABASE_URL): {why}")
            time.sleep(0.25)

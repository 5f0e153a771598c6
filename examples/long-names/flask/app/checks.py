"""What must be right before the application is served in production.

Twin: src/checks.ts
"""

import errno
import socket
import time

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from app import dialect
from app.config import Config
from app.db import MIGRATIONS


def run(config: Config) -> None:
    """Exits with one line that says what is wrong."""
    port(config)
    options = dialect.engine_options(config)
    # Why no pool: the processes that are started next must not share a connection.
    engine = create_engine(
        options["url"],
        connect_args=options["connect_args"],
        poolclass=NullPool,
    )
    with answering(engine, config) as connection:
        if config.pending_migrations == "refuse":
            migrations(connection)


def port(config: Config) -> None:
    address = f"{config.host}:{config.port}"
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise SystemExit(f"HOST:PORT {address} is already in use") from None
            reason = f"cannot be used: {error.strerror}"
            raise SystemExit(f"HOST:PORT {address} {reason}") from None


def answering(engine: Engine, config: Config) -> Connection:
    """Waits for the database: it may be started together with the application."""
    seconds = config.database_wait_seconds
    end = time.monotonic() + seconds
    while True:
        try:
            return engine.connect()
        except (DBAPIError, OSError) as error:
            if time.monotonic() >= end:
                where = f"There is no connection to the database at {place(engine)}"
                reason = " ".join(str(getattr(error, "orig", error)).split())
                raise SystemExit(
                    f"{where} (waited {seconds} s): see DATABASE_URL. {reason}"
                ) from None
            time.sleep(0.2)


def place(engine: Engine) -> str:
    """Where the database is, without the name and password of who asks."""
    url = engine.url
    if not url.host:
        return url.database or "memory"
    return f"{url.host}:{url.port}" if url.port else url.host


def migrations(connection: Connection) -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    heads = MigrationContext.configure(connection).get_current_heads()
    try:
        pending = [*scripts.iterate_revisions("heads", heads or "base")]
    except CommandError:
        # Why: the database is ahead, as when a deployment is taken back.
        return
    if count := len(pending):
        these = "1 migration is" if count == 1 else f"{count} migrations are"
        raise SystemExit(f"{these} pending: run flask db upgrade")

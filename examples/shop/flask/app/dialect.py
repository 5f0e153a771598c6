"""What PostgreSQL needs: its connection, and what its errors mean.

Twin: src/dialect.ts
"""

from typing import Any

from flask import current_app, has_request_context
from psycopg import Connection, Error, OperationalError
from psycopg.errors import DeadlockDetected, SerializationFailure
from psycopg.pq import TransactionStatus
from sqlalchemy import Dialect, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.exc import DBAPIError

from app.config import Config

# Why these states: the connection failed, the server has no more, or it goes down.
LOST = ("08", "53", "57P")

# Why: the ids of a list would be one INSERT each.
PGDialect_psycopg.use_insertmanyvalues_wo_returning = True


def engine_options(config: Config) -> dict[str, Any]:
    """Instants are exchanged in UTC; a connection is tried before it is used again."""
    return {
        "url": config.database_url,
        "connect_args": {"options": "-c timezone=utc", "connect_timeout": 5},
        "pool_size": config.database_pool,
        "max_overflow": 0,
        "pool_timeout": 5,
        "pool_pre_ping": True,
        # Why: an error is logged, and what people typed in is not.
        "hide_parameters": True,
    }


class Impatient(Connection[Any]):
    """Gives up a database that is silent for as long as a request may take."""

    limit: float | None = None

    def wait(
        self, gen: Any, interval: float = 0.1, timeout: float | None = None
    ) -> Any:
        try:
            return super().wait(gen, interval, timeout or self.limit)
        except OperationalError:
            # Why: the answer may still come, and would be taken for that of the next.
            if self.info.transaction_status == TransactionStatus.ACTIVE:
                self.close()
            raise


@event.listens_for(Engine, "do_connect")
def connect(_: Dialect, __: Any, words: list[Any], options: dict[str, Any]) -> Any:
    connection = Impatient.connect(*words, **options)
    # Why asked: a migration may take longer.
    if has_request_context():
        connection.limit = current_app.config["REQUEST_SECONDS"]
    return connection


def lost(error: DBAPIError) -> bool:
    """Whether the database did not answer, or stopped answering."""
    if error.connection_invalidated:
        return True
    cause = error.orig
    if not isinstance(cause, OperationalError):
        return False
    return cause.sqlstate is None or cause.sqlstate.startswith(LOST)


def taken(error: DBAPIError) -> str:
    """The name of the unique constraint that was violated, or an empty string."""
    name = error.orig.diag.constraint_name if isinstance(error.orig, Error) else None
    return name or ""


def lost_race(error: DBAPIError) -> bool:
    """Whether another transaction got in the way."""
    return isinstance(error.orig, DeadlockDetected | SerializationFailure)

"""What PostgreSQL needs: its connection, and what its errors mean.

Twin: src/dialect.ts
"""

from typing import Any

from psycopg import Error, OperationalError
from psycopg.errors import DeadlockDetected, SerializationFailure
from sqlalchemy.exc import DBAPIError

from app.config import Config

# Why these states: the connection failed, the server has no more, or it goes down.
LOST = ("08", "53", "57P")


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

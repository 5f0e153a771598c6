"""What PostgreSQL needs: its connection, and what its errors mean.

Twin: src/dialect.ts
"""

from typing import Any

from psycopg import Error
from psycopg.errors import DeadlockDetected, SerializationFailure
from sqlalchemy.exc import DBAPIError


def engine_options(url: str) -> dict[str, Any]:
    """Instants are exchanged in UTC; a connection is tried before it is used again."""
    return {
        "url": url,
        "connect_args": {"options": "-c timezone=utc"},
        "pool_pre_ping": True,
    }


def taken(error: DBAPIError) -> str:
    """The name of the unique constraint that was violated, or an empty string."""
    name = error.orig.diag.constraint_name if isinstance(error.orig, Error) else None
    return name or ""


def lost_race(error: DBAPIError) -> bool:
    """Whether another transaction got in the way."""
    return isinstance(error.orig, DeadlockDetected | SerializationFailure)

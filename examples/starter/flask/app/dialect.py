"""What SQLite needs: its connection, and what its errors mean.

Twin: src/dialect.ts
"""

import re
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from app.config import Config

ROOT = Path(__file__).parents[1]
# Why these codes: SQLite gives no others for a file that it cannot use for now.
LOST = {"SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_IOERR"}


def engine_options(config: Config) -> dict[str, Any]:
    """A relative path starts at the project, whatever the current directory is."""
    address = make_url(config.database_url)
    if address.database:
        address = address.set(database=str(ROOT / address.database))
    return {
        "url": address,
        "connect_args": {"timeout": 10},
        # Why: an error is logged, and what people typed in is not.
        "hide_parameters": True,
    }


def lost(error: DBAPIError) -> bool:
    """Whether the file could not be opened, or another process kept it too long."""
    name = getattr(error.orig, "sqlite_errorname", "")
    return error.connection_invalidated or name in LOST


@event.listens_for(Engine, "connect")
def prepare(connection: Connection, _: ConnectionPoolEntry) -> None:
    # Why: by default SQLite checks no foreign keys, and no one reads during a write.
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def taken(error: DBAPIError) -> str:
    """The name of the unique constraint that was violated, or an empty string."""
    match = re.search(r"UNIQUE constraint failed: (\w+)\.(\w+)", str(error.orig))
    return f"{match[1]}_{match[2]}_unique" if match else ""


def lost_race(_: DBAPIError) -> bool:
    """Whether another transaction got in the way: here writers wait for each other."""
    return False

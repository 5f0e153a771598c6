"""What MySQL needs: its connection, and what its errors mean.

Twin: src/dialect.ts
"""

import re
from typing import Any

from flask import current_app, has_request_context
from sqlalchemy import Dialect, Engine, event, make_url
from sqlalchemy.exc import DBAPIError

from app.config import Config

DUPLICATE = 1062
LOST_RACES = (1020, 1205, 1213)
# Why these: no connection, no more connections, the server goes down, or is gone.
LOST = (0, 1040, 1053, 1152, 1927, 2002, 2003, 2006, 2013)


def engine_options(config: Config) -> dict[str, Any]:
    """A connection is tried before it is used again, and speaks all of Unicode."""
    address = make_url(config.database_url).set(drivername="mysql+pymysql")
    return {
        "url": address.update_query_dict({"charset": "utf8mb4"}),
        "isolation_level": "READ COMMITTED",
        "connect_args": {"connect_timeout": 5},
        "pool_size": config.database_pool,
        "max_overflow": 0,
        "pool_timeout": 5,
        "pool_pre_ping": True,
        # Why: an error is logged, and what people typed in is not.
        "hide_parameters": True,
    }


@event.listens_for(Engine, "do_connect")
def connect(dialect: Dialect, _: Any, words: list[Any], options: dict[str, Any]) -> Any:
    """Gives up a database that is silent for as long as a request may take."""
    # Why asked: a migration may take longer.
    if not has_request_context():
        return None
    limit = current_app.config["REQUEST_SECONDS"]
    return dialect.connect(*words, **options, read_timeout=limit, write_timeout=limit)


def lost(error: DBAPIError) -> bool:
    """Whether the database did not answer, or stopped answering."""
    code = error.orig.args[0] if error.orig else None
    return error.connection_invalidated or code in LOST


def taken(error: DBAPIError) -> str:
    """The name of the unique constraint that was violated, or an empty string."""
    code, message = error.orig.args if error.orig else (0, "")
    match = re.search(r"for key '(?:\w+\.)?(\w+)'$", message)
    return match[1] if code == DUPLICATE and match else ""


def lost_race(error: DBAPIError) -> bool:
    """Whether another transaction got in the way: a deadlock, or a wait too long."""
    return error.orig is not None and error.orig.args[0] in LOST_RACES

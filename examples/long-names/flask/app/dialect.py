"""What MySQL needs: its connection, and what its errors mean.

Twin: src/dialect.ts
"""

import re
from typing import Any

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

DUPLICATE = 1062
LOST_RACES = (1020, 1205, 1213)


def engine_options(url: str) -> dict[str, Any]:
    """A connection is tried before it is used again, and speaks all of Unicode."""
    address = make_url(url).set(drivername="mysql+pymysql")
    return {
        "url": address.update_query_dict({"charset": "utf8mb4"}),
        "isolation_level": "READ COMMITTED",
        "pool_pre_ping": True,
    }


def taken(error: DBAPIError) -> str:
    """The name of the unique constraint that was violated, or an empty string."""
    code, message = error.orig.args if error.orig else (0, "")
    match = re.search(r"for key '(?:\w+\.)?(\w+)'$", message)
    return match[1] if code == DUPLICATE and match else ""


def lost_race(error: DBAPIError) -> bool:
    """Whether another transaction got in the way: a deadlock, or a wait too long."""
    return error.orig is not None and error.orig.args[0] in LOST_RACES

"""Types of columns.

Twin: src/columns.ts
"""

from typing import Any

from sqlalchemy import JSON, Numeric
from sqlalchemy.dialects.postgresql import TIMESTAMP, UUID
from sqlalchemy.types import TypeDecorator

from app.http.json import dumps

Decimal = Numeric
Instant = TIMESTAMP(timezone=True, precision=3)
Uuid = UUID(as_uuid=False)


class Json(TypeDecorator[Any]):
    """Any JSON value; no value is NULL, and the order of keys is no difference."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def compare_values(self, x: Any, y: Any) -> bool:
        return dumps(x, sort_keys=True) == dumps(y, sort_keys=True)

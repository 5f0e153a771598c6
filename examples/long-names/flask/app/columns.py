"""Types of columns.

Twin: src/columns.ts
"""

import datetime as dt
from typing import Any

from sqlalchemy import CHAR, JSON, Dialect, Numeric
from sqlalchemy.dialects.mysql import DATETIME
from sqlalchemy.types import TypeDecorator

from app.http.json import dumps

Decimal = Numeric
Uuid = CHAR(36)


class Instant(TypeDecorator[dt.datetime]):
    """An instant in UTC; MySQL keeps no time zone."""

    impl = DATETIME(fsp=3)
    cache_ok = True

    def process_bind_param(
        self,
        value: dt.datetime | None,
        dialect: Dialect,
    ) -> dt.datetime | None:
        return value and value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(
        self,
        value: dt.datetime | None,
        dialect: Dialect,
    ) -> dt.datetime | None:
        return value and value.replace(tzinfo=dt.UTC)


class Json(TypeDecorator[Any]):
    """Any JSON value; no value is NULL, and the order of keys is no difference."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def compare_values(self, x: Any, y: Any) -> bool:
        return dumps(x, sort_keys=True) == dumps(y, sort_keys=True)

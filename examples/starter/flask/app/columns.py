"""Types of columns.

Twin: src/columns.ts
"""

import datetime as dt
import decimal
import json
from typing import Any

from sqlalchemy import CHAR, DateTime, Dialect, Numeric, Text
from sqlalchemy.types import TypeDecorator

from app.http.json import dumps

Uuid = CHAR(36)


class Instant(TypeDecorator[dt.datetime]):
    """An instant in UTC; SQLite keeps no time zone."""

    impl = DateTime
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


class Decimal(TypeDecorator[decimal.Decimal]):
    """Exact up to 15 digits, as many as SQLite's floating point keeps."""

    impl = Numeric
    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        super().__init__(precision, scale, asdecimal=False)
        self.scale = scale

    def process_bind_param(
        self,
        value: decimal.Decimal | None,
        dialect: Dialect,
    ) -> float | None:
        return None if value is None else float(value)

    def process_result_value(
        self,
        value: float | None,
        dialect: Dialect,
    ) -> decimal.Decimal | None:
        return None if value is None else decimal.Decimal(f"{value:.{self.scale}f}")


class Json(TypeDecorator[Any]):
    """Any JSON value; no value is NULL, and the order of keys is no difference."""

    # Why text: SQLite turns a number in a JSON column into one of its own.
    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)

    def compare_values(self, x: Any, y: Any) -> bool:
        return dumps(x, sort_keys=True) == dumps(y, sort_keys=True)

"""Types of columns."""

import datetime as dt
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.dialects.mysql import DATETIME
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[dt.datetime]):
    """An instant in UTC; the database keeps no time zone."""

    impl = DATETIME(fsp=3)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _: Dialect) -> Any:
        if value and value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value and value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, _: Dialect) -> Any:
        return value and value.replace(tzinfo=dt.UTC)

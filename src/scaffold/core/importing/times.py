"""Columns that every resource has anyway: when a row was made, and when it was changed last."""

from __future__ import annotations

from .naming import snake
from .schema import Column

_NAMES = frozenset(
    """
    created_at created_on created created_date created_time create_date create_time create_at creation_date
    creation_time creation_timestamp created_timestamp date_created datetime_created inserted_at inserted_on
    createdat createdon gmt_create created_unix date_add dateadded date_added
    updated_at updated_on updated updated_date updated_time update_date update_time update_at modified modified_at
    modified_on modified_date modified_time modify_time date_modified date_updated datetime_modified modification_date
    last_update last_updated last_updated_at last_modified last_modified_at last_modified_date last_modified_on
    updatedat updatedon gmt_modified updated_unix date_upd lastupdated lastmodified lastupdate
    """.split()
)


def is_time(column: Column) -> bool:
    """Whether a column is one of these."""
    name, word = snake(column.name), column.kind.word
    counted = name.endswith("_unix") and word in ("bigint", "integer", "int")
    return name in _NAMES and (counted or "time" in word or word == "date" or _said_so(column))


def _said_so(column: Column) -> bool:
    """SQLite has no type for times, and such a column is a text."""
    return column.kind.word in ("text", "varchar", "integer", "any", "") and bool(
        column.default and column.default.kind == "now"
    )

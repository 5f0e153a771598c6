"""Pages of rows, and rows that get what a body has."""

from typing import Any, TypeVar

from flask_sqlalchemy.pagination import Pagination
from pydantic import MISSING, BaseModel
from pydantic_core import core_schema
from sqlalchemy import Select, inspect
from sqlalchemy.orm import QueryableAttribute

from app.db import Model, db, now
from app.errors import camel
from app.schemas import PageQuery

Attribute = QueryableAttribute[Any]
M = TypeVar("M", bound=Model)


class Equals:
    """Marks a parameter of a query: rows must have its value in this column."""

    def __init__(self, column: Attribute) -> None:
        self.column = column


class SortBy:
    """What a list can be sorted by; `-` before a name turns the order round."""

    def __init__(self, model: type[Model], *others: Attribute) -> None:
        columns = (model.id, *others, model.created_at, model.updated_at)
        self.columns = {camel(column.key): column for column in columns}

    def __get_pydantic_core_schema__(self, _: Any, __: Any) -> core_schema.CoreSchema:
        names = [sign + name for name in self.columns for sign in ("", "-")]
        return core_schema.literal_schema(names)

    def order(self, sort: str) -> list[Any]:
        column = self.columns[sort.removeprefix("-")]
        # Why the id, too: rows that are equal need an order to be paged in.
        return [column.desc() if sort[0] == "-" else column, self.columns["id"]]


def paginate(rows: Select[M], query: PageQuery) -> Pagination:
    """Reads one page of the rows that the query's filters leave."""
    for name, field in type(query).model_fields.items():
        value = getattr(query, name)
        for mark in field.metadata:
            if isinstance(mark, Equals) and value is not MISSING:
                rows = rows.where(mark.column == value)
            if isinstance(mark, SortBy):
                rows = rows.order_by(*mark.order(value))
    return db.paginate(rows, page=query.page, per_page=query.per_page, error_out=False)


def lock(rows: Select[M], row_id: int) -> M:
    """Finds one of these rows, and keeps it from others until the transaction ends."""
    connection = db.session.connection()
    # Why: SQLite locks no row, and of itself would not begin before it writes.
    if not connection.connection.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    found = rows.filter_by(id=row_id).with_for_update()
    # Why: the row may have been read before.
    row: M = db.one_or_404(found.execution_options(populate_existing=True))
    return row


def save(row: M, data: BaseModel) -> M:
    """Writes what a body has into a row."""
    for name, value in data.model_dump().items():
        setattr(row, name, value)
    if inspect(row).persistent and db.session.is_modified(row):
        row.updated_at = now()
    db.session.add(row)
    db.session.flush()
    return row

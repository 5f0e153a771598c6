"""Pages of rows: how many, which ones, in what order.

Twin: src/http/page.ts
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BeforeValidator, Field
from sqlalchemy import ColumnElement, func, inspect, select

from app.db import Model, db
from app.http.names import camel
from app.http.schema import Input, Output

M = TypeVar("M", bound=Model)
R = TypeVar("R", bound=Output)


[# concept output.json #]
[# (3) #]
class PageOf(Output, Generic[R]):
    items: list[R]
    page: int
    per_page: int
    total: int
    pages: int
[# /concept #]


[# concept input.query #]
def digits(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[0-9]+(\.0+)?", value):
        return int(Decimal(value))
    return value


class PageQuery(Input):
    page: Annotated[int, Field(ge=1, le=1_000_000), BeforeValidator(digits)] = 1
    [# (3) #]
    per_page: Annotated[int, Field(ge=1, le=100), BeforeValidator(digits)] = 20
    sort: str = "id"
[# /concept #]


@dataclass(frozen=True)
class Page(Generic[M]):
    items: Sequence[M]
    page: int
    per_page: int
    total: int

[# concept data.pagination #]
    @property
    def pages(self) -> int:
        [# (3) #]
        return -(-self.total // self.per_page)
[# /concept #]


def paginate(
    model: type[M],
    query: PageQuery,
    *conditions: ColumnElement[bool],
) -> Page[M]:
    """Reads one page of the rows that meet the conditions and the query's filters."""
[# concept data.pagination #]
    where = (*conditions, *filters(model, query))
    [# (1) #]
    total = db.session.scalar(select(func.count()).select_from(model).where(*where))
    items = db.session.scalars(
        select(model)
        .where(*where)
        .order_by(*order(model, query.sort))
        [# (2) #]
        .limit(query.per_page)
        .offset((query.page - 1) * query.per_page)
    )
    return Page(items.all(), query.page, query.per_page, total or 0)
[# /concept #]


[# concept data.filters #]
def filters(model: type[M], query: PageQuery) -> list[ColumnElement[bool]]:
    own = query.model_dump(exclude=set(PageQuery.model_fields), exclude_none=True)
    [# (3) #]
    return [getattr(model, name) == value for name, value in own.items()]
[# /concept #]


[# concept data.filters #]
def order(model: type[M], sort: str) -> tuple[Any, ...]:
    attributes = {camel(a.key): a for a in inspect(model).column_attrs}
    column = getattr(model, attributes[sort.removeprefix("-")].key)
    [# (4) #]
    return (column.desc() if sort.startswith("-") else column, model.id)
[# /concept #]

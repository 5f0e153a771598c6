"""What goes in and out of aa.

Twin: src/features/aa/schemas.ts
"""

from typing import Annotated, Literal

from pydantic import MISSING

from app.http import fields
from app.http.page import PageOf, PageQuery
from app.http.schema import Input, Output

B = Annotated[str, fields.text(1, 255)]
Sort = Literal[
    "b",
    "-b",
    "createdAt",
    "-createdAt",
    "updatedAt",
    "-updatedAt",
    "id",
    "-id",
]


class Create(Input):
    b: B
    c_id: fields.Id | None = None
    d_ids: fields.Ids = []


class Update(Input):
    b: B | MISSING = MISSING
    c_id: fields.Id | MISSING | None = MISSING
    d_ids: fields.Ids | MISSING = MISSING


class Query(PageQuery):
    sort: Sort = "id"
    b: B | None = None
    c_id: fields.Id | None = None


class Row(Output):
    id: int
    b: str
    c_id: int | None
    d_ids: fields.SortedIds
    created_at: fields.Instant
    updated_at: fields.Instant


Page = PageOf[Row]

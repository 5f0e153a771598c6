"""What goes in and out of categories.

Twin: src/features/categories/schemas.ts
"""

from typing import Annotated, Literal

from pydantic import MISSING

from app.http import fields
from app.http.page import PageOf, PageQuery
from app.http.schema import Input, Output

Name = Annotated[str, fields.text(1, 80)]
Sort = Literal[
    "name",
    "-name",
    "createdAt",
    "-createdAt",
    "updatedAt",
    "-updatedAt",
    "id",
    "-id",
]


class Create(Input):
    name: Name
    parent_id: fields.Id | None = None


class Update(Input):
    name: Name | MISSING = MISSING
    parent_id: fields.Id | MISSING | None = MISSING


class Query(PageQuery):
    sort: Sort = "id"
    name: Name | None = None
    parent_id: fields.Id | None = None


class Row(Output):
    id: int
    name: str
    parent_id: int | None
    created_at: fields.Instant
    updated_at: fields.Instant


Page = PageOf[Row]

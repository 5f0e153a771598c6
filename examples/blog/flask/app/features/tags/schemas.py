"""What goes in and out of tags.

Twin: src/features/tags/schemas.ts
"""

from typing import Annotated, Literal

from pydantic import MISSING

from app.http import fields
from app.http.page import PageOf, PageQuery
from app.http.schema import Input, Output

Name = Annotated[str, fields.text(1, 40)]
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


class Update(Input):
    name: Name | MISSING = MISSING


class Query(PageQuery):
    sort: Sort = "id"
    name: Name | None = None


class Row(Output):
    id: int
    name: str
    created_at: fields.Instant
    updated_at: fields.Instant


Page = PageOf[Row]

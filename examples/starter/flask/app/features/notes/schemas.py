"""What goes in and out of notes.

Twin: src/features/notes/schemas.ts
"""

from typing import Annotated, Literal

from pydantic import MISSING

from app.http import fields
from app.http.page import PageOf, PageQuery
from app.http.schema import Input, Output

Title = Annotated[str, fields.text(1, 120)]
Sort = Literal[
    "title",
    "-title",
    "pinned",
    "-pinned",
    "createdAt",
    "-createdAt",
    "updatedAt",
    "-updatedAt",
    "id",
    "-id",
]


class Create(Input):
    title: Title
    body: fields.Text | None = None
    pinned: fields.Boolean = False


class Update(Input):
    title: Title | MISSING = MISSING
    body: fields.Text | MISSING | None = MISSING
    pinned: fields.Boolean | MISSING = MISSING


class Query(PageQuery):
    sort: Sort = "id"
    title: Title | None = None
    pinned: fields.Boolean | None = None


class Row(Output):
    id: int
    title: str
    body: str | None
    pinned: bool
    created_at: fields.Instant
    updated_at: fields.Instant


Page = PageOf[Row]

"""What goes in and out of posts.

Twin: src/features/posts/schemas.ts
"""

from typing import Annotated, Literal

from pydantic import MISSING

from app.http import fields
from app.http.page import PageOf, PageQuery
from app.http.schema import Input, Output

Title = Annotated[str, fields.text(1, 120)]
Body = Annotated[str, fields.text(1, 16_000)]
Status = Literal[
    "draft",
    "live",
]
Sort = Literal[
    "title",
    "-title",
    "status",
    "-status",
    "publishedAt",
    "-publishedAt",
    "createdAt",
    "-createdAt",
    "updatedAt",
    "-updatedAt",
    "id",
    "-id",
]


class Create(Input):
    title: Title
    body: Body
    status: Status = "draft"
    published_at: fields.Instant | None = None
    tag_ids: fields.Ids = []


class Update(Input):
    title: Title | MISSING = MISSING
    body: Body | MISSING = MISSING
    status: Status | MISSING = MISSING
    published_at: fields.Instant | MISSING | None = MISSING
    tag_ids: fields.Ids | MISSING = MISSING


class Query(PageQuery):
    sort: Sort = "id"
    title: Title | None = None
    status: Status | None = None


class Row(Output):
    id: int
    title: str
    body: str
    status: Status
    published_at: fields.Instant | None
    tag_ids: fields.SortedIds
    created_at: fields.Instant
    updated_at: fields.Instant


Page = PageOf[Row]

"""What goes in and out of comments.

Twin: src/features/comments/schemas.ts
"""

from typing import Annotated, Literal

from pydantic import MISSING

from app.http import fields
from app.http.page import PageOf, PageQuery
from app.http.schema import Input, Output

Author = Annotated[str, fields.text(1, 80)]
Body = Annotated[str, fields.text(1, 16_000)]
Sort = Literal[
    "author",
    "-author",
    "createdAt",
    "-createdAt",
    "updatedAt",
    "-updatedAt",
    "id",
    "-id",
]


class Create(Input):
    author: Author
    body: Body
    post_id: fields.Id


class Update(Input):
    author: Author | MISSING = MISSING
    body: Body | MISSING = MISSING
    post_id: fields.Id | MISSING = MISSING


class Query(PageQuery):
    sort: Sort = "id"
    author: Author | None = None
    post_id: fields.Id | None = None


class Row(Output):
    id: int
    author: str
    body: str
    post_id: int
    created_at: fields.Instant
    updated_at: fields.Instant


Page = PageOf[Row]

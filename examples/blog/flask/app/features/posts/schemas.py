"""What goes in and out of posts."""

from typing import Annotated

from pydantic import MISSING, Field, SkipValidation

from app.features.posts.models import Post, Status
from app.rows import Equals, SortBy
from app.schemas import (
    Body,
    Ids,
    IdsOut,
    Instant,
    InstantOut,
    Output,
    PageOf,
    PageQuery,
    text,
)

Title = Annotated[str, text(1, 120)]
BodyText = Annotated[str, text(1, 16_000)]
SORTS = SortBy(Post, Post.title, Post.status, Post.published_at)


class PostCreate(Body):
    title: Title
    body: BodyText
    status: Status = "draft"
    published_at: Instant | None = None
    tag_ids: Ids = []


class PostUpdate(Body):
    title: Title | MISSING = MISSING
    body: BodyText | MISSING = MISSING
    status: Status | MISSING = MISSING
    published_at: Instant | MISSING | None = MISSING
    tag_ids: Ids | MISSING = MISSING


class PostQuery(PageQuery):
    sort: Annotated[str, SORTS] = "id"
    title: Annotated[Title | MISSING, Equals(Post.title)] = MISSING
    status: Annotated[Status | MISSING, Equals(Post.status)] = MISSING


class PostOut(Output):
    id: int
    title: str
    body: str
    status: SkipValidation[Status]
    published_at: InstantOut | None
    tag_ids: IdsOut = Field(validation_alias="tags")
    created_at: InstantOut
    updated_at: InstantOut


class PostPage(PageOf[PostOut]):
    pass

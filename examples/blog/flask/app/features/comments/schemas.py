"""What goes in and out of comments."""

from typing import Annotated

from pydantic import MISSING

from app.features.comments.models import Comment
from app.rows import Equals, SortBy
from app.schemas import Body, Id, InstantOut, Output, PageOf, PageQuery, text

Author = Annotated[str, text(1, 80)]
BodyText = Annotated[str, text(1, 16_000)]
SORTS = SortBy(Comment, Comment.author)


class CommentCreate(Body):
    author: Author
    body: BodyText
    post_id: Id


class CommentUpdate(Body):
    author: Author | MISSING = MISSING
    body: BodyText | MISSING = MISSING
    post_id: Id | MISSING = MISSING


class CommentQuery(PageQuery):
    sort: Annotated[str, SORTS] = "id"
    author: Annotated[Author | MISSING, Equals(Comment.author)] = MISSING
    post_id: Annotated[Id | MISSING, Equals(Comment.post_id)] = MISSING


class CommentOut(Output):
    id: int
    author: str
    body: str
    post_id: int
    created_at: InstantOut
    updated_at: InstantOut


class CommentPage(PageOf[CommentOut]):
    pass

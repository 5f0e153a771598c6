"""What the API document says of comments."""

from app.features.comments import schemas
from app.openapi import Paths, crud

PATHS: Paths = crud(
    "/api/comments",
    one="comment",
    create=schemas.CommentCreate,
    update=schemas.CommentUpdate,
    query=schemas.CommentQuery,
    row=schemas.CommentOut,
    page=schemas.CommentPage,
)

"""What the API document says of posts."""

from app.features.comments.schemas import CommentPage, CommentQuery
from app.features.posts import schemas
from app.features.tags.schemas import TagPage, TagQuery
from app.openapi import Paths, crud, nested

PATHS: Paths = {
    **crud(
        "/api/posts",
        one="post",
        create=schemas.PostCreate,
        update=schemas.PostUpdate,
        query=schemas.PostQuery,
        row=schemas.PostOut,
        page=schemas.PostPage,
    ),
    **nested("/api/posts/{id}/tags", "List tags of post", TagQuery, TagPage),
    **nested(
        "/api/posts/{id}/comments", "List comments of post", CommentQuery, CommentPage
    ),
}

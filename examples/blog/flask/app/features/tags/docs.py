"""What the API document says of tags."""

from app.features.posts.schemas import PostPage, PostQuery
from app.features.tags import schemas
from app.openapi import Paths, crud, nested

PATHS: Paths = {
    **crud(
        "/api/tags",
        one="tag",
        create=schemas.TagCreate,
        update=schemas.TagUpdate,
        query=schemas.TagQuery,
        row=schemas.TagOut,
        page=schemas.TagPage,
    ),
    **nested("/api/tags/{id}/posts", "List posts of tag", PostQuery, PostPage),
}

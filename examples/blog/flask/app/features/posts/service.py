"""What the application does with posts.

Twin: src/features/posts/service.ts
"""

from app import rows
from app.features.posts import schemas
from app.features.posts.models import Post
from app.features.tags import schemas as tags
from app.features.tags.models import Tag
from app.http.page import Page, paginate

REFERENCES = {
    "tag_ids": Tag,
}


def find_all(query: schemas.Query) -> Page[Post]:
    return paginate(Post, query)


def find(row_id: int) -> Post:
    return rows.find(Post, row_id)


def create(data: schemas.Create) -> Post:
    rows.refuse_missing(data, REFERENCES)
    post = Post(**data.model_dump())
    rows.save(post)
    return post


def update(row_id: int, data: schemas.Update) -> Post:
    post = find(row_id)
    rows.refuse_missing(data, REFERENCES)
    rows.assign(post, data)
    rows.save(post)
    return post


def delete(row_id: int) -> None:
    rows.remove(Post, row_id)


def find_tags(
    row_id: int,
    query: tags.Query,
) -> Page[Tag]:
    ids = find(row_id).tag_ids
    return paginate(
        Tag,
        query,
        Tag.id.in_(ids),
    )


def find_by_tags(
    parent_id: int,
    query: schemas.Query,
) -> Page[Post]:
    rows.find(Tag, parent_id)
    return paginate(
        Post,
        query,
        Post.tag_links.any(tag_id=parent_id),
    )

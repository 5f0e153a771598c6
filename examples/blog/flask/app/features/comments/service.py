"""What the application does with comments.

Twin: src/features/comments/service.ts
"""

from app import rows
from app.features.comments import schemas
from app.features.comments.models import Comment
from app.features.posts.models import Post
from app.http.page import Page, paginate

REFERENCES = {
    "post_id": Post,
}


def find_all(query: schemas.Query) -> Page[Comment]:
    return paginate(Comment, query)


def find(row_id: int) -> Comment:
    return rows.find(Comment, row_id)


def create(data: schemas.Create) -> Comment:
    rows.refuse_missing(data, REFERENCES)
    comment = Comment(**data.model_dump())
    rows.save(comment)
    return comment


def update(row_id: int, data: schemas.Update) -> Comment:
    comment = find(row_id)
    rows.refuse_missing(data, REFERENCES)
    rows.assign(comment, data)
    rows.save(comment)
    return comment


def delete(row_id: int) -> None:
    rows.remove(Comment, row_id)


def find_by_post(
    parent_id: int,
    query: schemas.Query,
) -> Page[Comment]:
    rows.find(Post, parent_id)
    return paginate(
        Comment,
        query,
        Comment.post_id == parent_id,
    )

"""What the application does with tags.

Twin: src/features/tags/service.ts
"""

from app import rows
from app.features.tags import schemas
from app.features.tags.models import Tag
from app.http.page import Page, paginate


def find_all(query: schemas.Query) -> Page[Tag]:
    return paginate(Tag, query)


def find(row_id: int) -> Tag:
    return rows.find(Tag, row_id)


def create(data: schemas.Create) -> Tag:
    tag = Tag(**data.model_dump())
    rows.save(tag)
    return tag


def update(row_id: int, data: schemas.Update) -> Tag:
    tag = find(row_id)
    rows.assign(tag, data)
    rows.save(tag)
    return tag


def delete(row_id: int) -> None:
    rows.remove(Tag, row_id)

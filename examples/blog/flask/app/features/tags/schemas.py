"""What goes in and out of tags."""

from typing import Annotated

from pydantic import MISSING

from app.features.tags.models import Tag
from app.rows import Equals, SortBy
from app.schemas import Body, InstantOut, Output, PageOf, PageQuery, text

Name = Annotated[str, text(1, 40)]
SORTS = SortBy(Tag, Tag.name)


class TagCreate(Body):
    name: Name


class TagUpdate(Body):
    name: Name | MISSING = MISSING


class TagQuery(PageQuery):
    sort: Annotated[str, SORTS] = "id"
    name: Annotated[Name | MISSING, Equals(Tag.name)] = MISSING


class TagOut(Output):
    id: int
    name: str
    created_at: InstantOut
    updated_at: InstantOut


class TagPage(PageOf[TagOut]):
    pass

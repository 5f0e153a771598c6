"""What goes in and out of categories."""

from typing import Annotated

from pydantic import MISSING

from app.features.categories.models import Category
from app.rows import Equals, SortBy
from app.schemas import Body, Id, InstantOut, Output, PageOf, PageQuery, text

Name = Annotated[str, text(1, 80)]
SORTS = SortBy(Category, Category.name)


class CategoryCreate(Body):
    name: Name
    parent_id: Id | None = None


class CategoryUpdate(Body):
    name: Name | MISSING = MISSING
    parent_id: Id | MISSING | None = MISSING


class CategoryQuery(PageQuery):
    sort: Annotated[str, SORTS] = "id"
    name: Annotated[Name | MISSING, Equals(Category.name)] = MISSING
    parent_id: Annotated[Id | MISSING, Equals(Category.parent_id)] = MISSING


class CategoryOut(Output):
    id: int
    name: str
    parent_id: int | None
    created_at: InstantOut
    updated_at: InstantOut


class CategoryPage(PageOf[CategoryOut]):
    pass

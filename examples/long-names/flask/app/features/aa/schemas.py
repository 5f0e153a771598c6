"""What goes in and out of aa."""

from typing import Annotated

from pydantic import MISSING, Field

from app.features.aa.models import A
from app.rows import Equals, SortBy
from app.schemas import (
    Body,
    Id,
    Ids,
    IdsOut,
    InstantOut,
    Output,
    PageOf,
    PageQuery,
    text,
)

B = Annotated[str, text(1, 255)]
SORTS = SortBy(A, A.b)


class ACreate(Body):
    b: B
    c_id: Id | None = None
    d_ids: Ids = []


class AUpdate(Body):
    b: B | MISSING = MISSING
    c_id: Id | MISSING | None = MISSING
    d_ids: Ids | MISSING = MISSING


class AQuery(PageQuery):
    sort: Annotated[str, SORTS] = "id"
    b: Annotated[B | MISSING, Equals(A.b)] = MISSING
    c_id: Annotated[Id | MISSING, Equals(A.c_id)] = MISSING


class AOut(Output):
    id: int
    b: str
    c_id: int | None
    d_ids: IdsOut = Field(validation_alias="d")
    created_at: InstantOut
    updated_at: InstantOut


class APage(PageOf[AOut]):
    pass

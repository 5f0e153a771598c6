"""What goes in and out of supplier contact peoples.

Twin: src/features/supplier-contact-peoples/schemas.ts
"""

from typing import Annotated, Literal

from pydantic import MISSING

from app.http import fields
from app.http.page import PageOf, PageQuery
from app.http.schema import Input, Output

FullNameOfThatPerson = Annotated[str, fields.text(1, 255)]
Sort = Literal[
    "fullNameOfThatPerson",
    "-fullNameOfThatPerson",
    "createdAt",
    "-createdAt",
    "updatedAt",
    "-updatedAt",
    "id",
    "-id",
]


class Create(Input):
    full_name_of_that_person: FullNameOfThatPerson


class Update(Input):
    full_name_of_that_person: FullNameOfThatPerson | MISSING = MISSING


class Query(PageQuery):
    sort: Sort = "id"
    full_name_of_that_person: FullNameOfThatPerson | None = None


class Row(Output):
    id: int
    full_name_of_that_person: str
    created_at: fields.Instant
    updated_at: fields.Instant


Page = PageOf[Row]

"""What goes in and out of customers.

Twin: src/features/customers/schemas.ts
"""

from typing import Annotated, Literal

from pydantic import MISSING

from app.http import fields
from app.http.page import PageOf, PageQuery
from app.http.schema import Input, Output

Name = Annotated[str, fields.text(1, 120)]
Email = Annotated[str, fields.email(1)]
Sort = Literal[
    "name",
    "-name",
    "email",
    "-email",
    "createdAt",
    "-createdAt",
    "updatedAt",
    "-updatedAt",
    "id",
    "-id",
]


class Create(Input):
    name: Name
    email: Email


class Update(Input):
    name: Name | MISSING = MISSING
    email: Email | MISSING = MISSING


class Query(PageQuery):
    sort: Sort = "id"
    name: Name | None = None
    email: Email | None = None


class Row(Output):
    id: int
    name: str
    email: str
    created_at: fields.Instant
    updated_at: fields.Instant


Page = PageOf[Row]

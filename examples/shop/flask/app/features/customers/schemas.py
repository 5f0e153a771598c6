"""What goes in and out of customers."""

from typing import Annotated

from pydantic import MISSING

from app.features.customers.models import Customer
from app.rows import Equals, SortBy
from app.schemas import Body, Email, InstantOut, Output, PageOf, PageQuery, text

Name = Annotated[str, text(1, 120)]
SORTS = SortBy(Customer, Customer.name, Customer.email)


class CustomerCreate(Body):
    name: Name
    email: Email


class CustomerUpdate(Body):
    name: Name | MISSING = MISSING
    email: Email | MISSING = MISSING


class CustomerQuery(PageQuery):
    sort: Annotated[str, SORTS] = "id"
    name: Annotated[Name | MISSING, Equals(Customer.name)] = MISSING
    email: Annotated[Email | MISSING, Equals(Customer.email)] = MISSING


class CustomerOut(Output):
    id: int
    name: str
    email: str
    created_at: InstantOut
    updated_at: InstantOut


class CustomerPage(PageOf[CustomerOut]):
    pass

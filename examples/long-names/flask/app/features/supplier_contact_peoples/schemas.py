"""What goes in and out of supplier contact peoples."""

from typing import Annotated

from pydantic import MISSING

from app.features.supplier_contact_peoples.models import SupplierContactPersons
from app.rows import Equals, SortBy
from app.schemas import Body, InstantOut, Output, PageOf, PageQuery, text

FullNameOfThatPerson = Annotated[str, text(1, 255)]
SORTS = SortBy(SupplierContactPersons, SupplierContactPersons.full_name_of_that_person)


class SupplierContactPersonsCreate(Body):
    full_name_of_that_person: FullNameOfThatPerson


class SupplierContactPersonsUpdate(Body):
    full_name_of_that_person: FullNameOfThatPerson | MISSING = MISSING


class SupplierContactPersonsQuery(PageQuery):
    sort: Annotated[str, SORTS] = "id"
    full_name_of_that_person: Annotated[
        FullNameOfThatPerson | MISSING,
        Equals(SupplierContactPersons.full_name_of_that_person),
    ] = MISSING


class SupplierContactPersonsOut(Output):
    id: int
    full_name_of_that_person: str
    created_at: InstantOut
    updated_at: InstantOut


class SupplierContactPersonsPage(PageOf[SupplierContactPersonsOut]):
    pass

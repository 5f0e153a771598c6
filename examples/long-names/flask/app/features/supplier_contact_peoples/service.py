"""What the application does with supplier contact peoples.

Twin: src/features/supplier-contact-peoples/service.ts
"""

from app import rows
from app.features.supplier_contact_peoples import schemas
from app.features.supplier_contact_peoples.models import SupplierContactPersons
from app.http.page import Page, paginate


def find_all(query: schemas.Query) -> Page[SupplierContactPersons]:
    return paginate(SupplierContactPersons, query)


def find(row_id: int) -> SupplierContactPersons:
    return rows.find(SupplierContactPersons, row_id)


def create(data: schemas.Create) -> SupplierContactPersons:
    supplier_contact_persons = SupplierContactPersons(**data.model_dump())
    rows.save(supplier_contact_persons)
    return supplier_contact_persons


def update(row_id: int, data: schemas.Update) -> SupplierContactPersons:
    supplier_contact_persons = find(row_id)
    rows.assign(supplier_contact_persons, data)
    rows.save(supplier_contact_persons)
    return supplier_contact_persons


def delete(row_id: int) -> None:
    rows.remove(SupplierContactPersons, row_id)

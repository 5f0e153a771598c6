"""What the application does with supplier contact peoples."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import select

from app.db import db
from app.features.supplier_contact_peoples.models import SupplierContactPersons
from app.features.supplier_contact_peoples.schemas import (
    SupplierContactPersonsCreate,
    SupplierContactPersonsQuery,
    SupplierContactPersonsUpdate,
)
from app.rows import lock, paginate, save


def find_all(query: SupplierContactPersonsQuery) -> Pagination:
    return paginate(select(SupplierContactPersons), query)


def find(supplier_contact_persons_id: int) -> SupplierContactPersons:
    return db.get_or_404(SupplierContactPersons, supplier_contact_persons_id)


def create(data: SupplierContactPersonsCreate) -> SupplierContactPersons:
    return save(SupplierContactPersons(), data)


def update(
    supplier_contact_persons_id: int, data: SupplierContactPersonsUpdate
) -> SupplierContactPersons:
    return save(lock(select(SupplierContactPersons), supplier_contact_persons_id), data)


def delete(supplier_contact_persons_id: int) -> None:
    db.session.delete(lock(select(SupplierContactPersons), supplier_contact_persons_id))
    db.session.flush()

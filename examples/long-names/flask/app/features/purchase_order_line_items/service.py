"""What the application does with purchase order line items."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.features.aa.models import A
from app.features.purchase_order_line_items.models import PurchaseOrderLineItem
from app.features.purchase_order_line_items.schemas import (
    PurchaseOrderLineItemCreate,
    PurchaseOrderLineItemQuery,
    PurchaseOrderLineItemUpdate,
)
from app.features.supplier_contact_peoples.models import SupplierContactPersons
from app.rows import lock, paginate, paginate_of, save

LINKS = {
    "supplier_responsible_man_id": PurchaseOrderLineItem.supplier_responsible_man,
    "the_parent_of_this_items_id": PurchaseOrderLineItem.the_parent_of_this_items,
    "e_ids": PurchaseOrderLineItem.e,
}


def find_all(query: PurchaseOrderLineItemQuery) -> Pagination:
    return paginate(selected(), query)


def find_by_supplier_responsible_man(
    supplier_contact_persons_id: int, query: PurchaseOrderLineItemQuery
) -> Pagination:
    found = selected().where(
        PurchaseOrderLineItem.supplier_responsible_man_id == supplier_contact_persons_id
    )
    return paginate_of(
        SupplierContactPersons, supplier_contact_persons_id, found, query
    )


def find_by_the_parent_of_this_items(
    purchase_order_line_item_id: int, query: PurchaseOrderLineItemQuery
) -> Pagination:
    found = selected().where(
        PurchaseOrderLineItem.the_parent_of_this_items_id == purchase_order_line_item_id
    )
    return paginate_of(PurchaseOrderLineItem, purchase_order_line_item_id, found, query)


def find_by_e(a_id: int, query: PurchaseOrderLineItemQuery) -> Pagination:
    found = selected().where(PurchaseOrderLineItem.e.any(id=a_id))
    return paginate_of(A, a_id, found, query)


def find_of_a_d(a_id: int, query: PurchaseOrderLineItemQuery) -> Pagination:
    found = selected().where(PurchaseOrderLineItem.aa_as_d.any(id=a_id))
    return paginate_of(A, a_id, found, query)


def find(purchase_order_line_item_id: int) -> PurchaseOrderLineItem:
    ids = joinedload(PurchaseOrderLineItem.e).load_only(A.id)
    return db.get_or_404(
        PurchaseOrderLineItem, purchase_order_line_item_id, options=[ids]
    )


def selected() -> Select[PurchaseOrderLineItem]:
    # Why ids alone: an answer has no more of rows that are tied to it.
    ids = selectinload(PurchaseOrderLineItem.e).load_only(A.id)
    return select(PurchaseOrderLineItem).options(ids)


def create(data: PurchaseOrderLineItemCreate) -> PurchaseOrderLineItem:
    return save(PurchaseOrderLineItem(), data, LINKS)


def update(
    purchase_order_line_item_id: int, data: PurchaseOrderLineItemUpdate
) -> PurchaseOrderLineItem:
    return save(lock(selected(), purchase_order_line_item_id), data, LINKS)


def delete(purchase_order_line_item_id: int) -> None:
    db.session.delete(lock(select(PurchaseOrderLineItem), purchase_order_line_item_id))
    db.session.flush()

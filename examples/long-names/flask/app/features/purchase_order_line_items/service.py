"""What the application does with purchase order line items.

Twin: src/features/purchase-order-line-items/service.ts
"""

from app import rows
from app.features.aa import schemas as aa
from app.features.aa.models import A
from app.features.purchase_order_line_items import schemas
from app.features.purchase_order_line_items.models import PurchaseOrderLineItem
from app.features.supplier_contact_peoples.models import SupplierContactPersons
from app.http.page import Page, paginate

REFERENCES = {
    "supplier_responsible_man_id": SupplierContactPersons,
    "the_parent_of_this_items_id": PurchaseOrderLineItem,
    "e_ids": A,
}


def find_all(query: schemas.Query) -> Page[PurchaseOrderLineItem]:
    return paginate(PurchaseOrderLineItem, query)


def find(row_id: int) -> PurchaseOrderLineItem:
    return rows.find(PurchaseOrderLineItem, row_id)


def create(data: schemas.Create) -> PurchaseOrderLineItem:
    rows.refuse_missing(data, REFERENCES)
    purchase_order_line_item = PurchaseOrderLineItem(**data.model_dump())
    rows.save(purchase_order_line_item)
    return purchase_order_line_item


def update(row_id: int, data: schemas.Update) -> PurchaseOrderLineItem:
    purchase_order_line_item = find(row_id)
    rows.refuse_missing(data, REFERENCES)
    rows.assign(purchase_order_line_item, data)
    rows.save(purchase_order_line_item)
    return purchase_order_line_item


def delete(row_id: int) -> None:
    rows.remove(PurchaseOrderLineItem, row_id)


def find_e(
    row_id: int,
    query: aa.Query,
) -> Page[A]:
    ids = find(row_id).e_ids
    return paginate(
        A,
        query,
        A.id.in_(ids),
    )


def find_by_supplier_responsible_man(
    parent_id: int,
    query: schemas.Query,
) -> Page[PurchaseOrderLineItem]:
    rows.find(SupplierContactPersons, parent_id)
    return paginate(
        PurchaseOrderLineItem,
        query,
        PurchaseOrderLineItem.supplier_responsible_man_id == parent_id,
    )


def find_by_the_parent_of_this_items(
    parent_id: int,
    query: schemas.Query,
) -> Page[PurchaseOrderLineItem]:
    rows.find(PurchaseOrderLineItem, parent_id)
    return paginate(
        PurchaseOrderLineItem,
        query,
        PurchaseOrderLineItem.the_parent_of_this_items_id == parent_id,
    )


def find_by_e(
    parent_id: int,
    query: schemas.Query,
) -> Page[PurchaseOrderLineItem]:
    rows.find(A, parent_id)
    return paginate(
        PurchaseOrderLineItem,
        query,
        PurchaseOrderLineItem.e_links.any(a_id=parent_id),
    )

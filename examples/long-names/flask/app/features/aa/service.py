"""What the application does with aa.

Twin: src/features/aa/service.ts
"""

from app import rows
from app.features.aa import schemas
from app.features.aa.models import A
from app.features.purchase_order_line_items import schemas as purchase_order_line_items
from app.features.purchase_order_line_items.models import PurchaseOrderLineItem
from app.http.page import Page, paginate

REFERENCES = {
    "c_id": PurchaseOrderLineItem,
    "d_ids": PurchaseOrderLineItem,
}


def find_all(query: schemas.Query) -> Page[A]:
    return paginate(A, query)


def find(row_id: int) -> A:
    return rows.find(A, row_id)


def create(data: schemas.Create) -> A:
    rows.refuse_missing(data, REFERENCES)
    a = A(**data.model_dump())
    rows.save(a)
    return a


def update(row_id: int, data: schemas.Update) -> A:
    a = find(row_id)
    rows.refuse_missing(data, REFERENCES)
    rows.assign(a, data)
    rows.save(a)
    return a


def delete(row_id: int) -> None:
    rows.remove(A, row_id)


def find_d(
    row_id: int,
    query: purchase_order_line_items.Query,
) -> Page[PurchaseOrderLineItem]:
    ids = find(row_id).d_ids
    return paginate(
        PurchaseOrderLineItem,
        query,
        PurchaseOrderLineItem.id.in_(ids),
    )


def find_by_c(
    parent_id: int,
    query: schemas.Query,
) -> Page[A]:
    rows.find(PurchaseOrderLineItem, parent_id)
    return paginate(
        A,
        query,
        A.c_id == parent_id,
    )


def find_by_d(
    parent_id: int,
    query: schemas.Query,
) -> Page[A]:
    rows.find(PurchaseOrderLineItem, parent_id)
    return paginate(
        A,
        query,
        A.d_links.any(purchase_order_line_item_id=parent_id),
    )

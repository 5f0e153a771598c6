"""What the application does with aa."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.features.aa.models import A
from app.features.aa.schemas import ACreate, AQuery, AUpdate
from app.features.purchase_order_line_items.models import PurchaseOrderLineItem
from app.rows import lock, paginate, paginate_of, save

LINKS = {"c_id": A.c, "d_ids": A.d}


def find_all(query: AQuery) -> Pagination:
    return paginate(selected(), query)


def find_by_c(purchase_order_line_item_id: int, query: AQuery) -> Pagination:
    found = selected().where(A.c_id == purchase_order_line_item_id)
    return paginate_of(PurchaseOrderLineItem, purchase_order_line_item_id, found, query)


def find_by_d(purchase_order_line_item_id: int, query: AQuery) -> Pagination:
    found = selected().where(A.d.any(id=purchase_order_line_item_id))
    return paginate_of(PurchaseOrderLineItem, purchase_order_line_item_id, found, query)


def find_of_purchase_order_line_item(
    purchase_order_line_item_id: int, query: AQuery
) -> Pagination:
    found = selected().where(
        A.purchase_order_line_items.any(id=purchase_order_line_item_id)
    )
    return paginate_of(PurchaseOrderLineItem, purchase_order_line_item_id, found, query)


def find(a_id: int) -> A:
    ids = joinedload(A.d).load_only(PurchaseOrderLineItem.id)
    return db.get_or_404(A, a_id, options=[ids])


def selected() -> Select[A]:
    # Why ids alone: an answer has no more of rows that are tied to it.
    ids = selectinload(A.d).load_only(PurchaseOrderLineItem.id)
    return select(A).options(ids)


def create(data: ACreate) -> A:
    return save(A(), data, LINKS)


def update(a_id: int, data: AUpdate) -> A:
    return save(lock(selected(), a_id), data, LINKS)


def delete(a_id: int) -> None:
    db.session.delete(lock(select(A), a_id))
    db.session.flush()

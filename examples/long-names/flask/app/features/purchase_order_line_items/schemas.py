"""What goes in and out of purchase order line items."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from pydantic import MISSING, Field, SkipValidation

from app.features.purchase_order_line_items.models import (
    FulfillmentStatusKind,
    PurchaseOrderLineItem,
)
from app.rows import Equals, SortBy
from app.schemas import (
    Body,
    Boolean,
    Date,
    DecimalOut,
    Email,
    Id,
    Ids,
    IdsOut,
    Instant,
    InstantOut,
    Output,
    PageOf,
    PageQuery,
    Url,
    decimal,
    text,
)

CustomerReferenceText = Annotated[str, text(1, 120)]
InternalReferenceCode = Annotated[str, text(1, 40)]
TotalAmountAfterTaxes = Annotated[Decimal, decimal(12, 4)]
LongDescriptionOfItem = Annotated[str, text(0, 16_000)]
SORTS = SortBy(
    PurchaseOrderLineItem,
    PurchaseOrderLineItem.customer_reference_text,
    PurchaseOrderLineItem.internal_reference_code,
    PurchaseOrderLineItem.expected_delivery_date_x,
    PurchaseOrderLineItem.fulfillment_status_kind,
    PurchaseOrderLineItem.is_delivery_confirmed_no,
    PurchaseOrderLineItem.total_amount_after_taxes,
    PurchaseOrderLineItem.warehouse_confirmed_time,
    PurchaseOrderLineItem.contact_email_of_orderer,
    PurchaseOrderLineItem.website_of_manufacturers,
)


class PurchaseOrderLineItemCreate(Body):
    customer_reference_text: CustomerReferenceText
    internal_reference_code: InternalReferenceCode
    expected_delivery_date_x: Date | None = None
    supplier_responsible_man_id: Id | None = None
    the_parent_of_this_items_id: Id | None = None
    e_ids: Ids = []
    fulfillment_status_kind: FulfillmentStatusKind = "in-transit-to-warehouse"
    is_delivery_confirmed_no: Boolean = False
    total_amount_after_taxes: TotalAmountAfterTaxes
    warehouse_confirmed_time: Instant | None = None
    contact_email_of_orderer: Email | None = None
    website_of_manufacturers: Url | None = None
    long_description_of_item: LongDescriptionOfItem | None = None


class PurchaseOrderLineItemUpdate(Body):
    customer_reference_text: CustomerReferenceText | MISSING = MISSING
    internal_reference_code: InternalReferenceCode | MISSING = MISSING
    expected_delivery_date_x: Date | MISSING | None = MISSING
    supplier_responsible_man_id: Id | MISSING | None = MISSING
    the_parent_of_this_items_id: Id | MISSING | None = MISSING
    e_ids: Ids | MISSING = MISSING
    fulfillment_status_kind: FulfillmentStatusKind | MISSING = MISSING
    is_delivery_confirmed_no: Boolean | MISSING = MISSING
    total_amount_after_taxes: TotalAmountAfterTaxes | MISSING = MISSING
    warehouse_confirmed_time: Instant | MISSING | None = MISSING
    contact_email_of_orderer: Email | MISSING | None = MISSING
    website_of_manufacturers: Url | MISSING | None = MISSING
    long_description_of_item: LongDescriptionOfItem | MISSING | None = MISSING


class PurchaseOrderLineItemQuery(PageQuery):
    sort: Annotated[str, SORTS] = "id"
    customer_reference_text: Annotated[
        CustomerReferenceText | MISSING,
        Equals(PurchaseOrderLineItem.customer_reference_text),
    ] = MISSING
    internal_reference_code: Annotated[
        InternalReferenceCode | MISSING,
        Equals(PurchaseOrderLineItem.internal_reference_code),
    ] = MISSING
    expected_delivery_date_x: Annotated[
        Date | MISSING, Equals(PurchaseOrderLineItem.expected_delivery_date_x)
    ] = MISSING
    supplier_responsible_man_id: Annotated[
        Id | MISSING, Equals(PurchaseOrderLineItem.supplier_responsible_man_id)
    ] = MISSING
    the_parent_of_this_items_id: Annotated[
        Id | MISSING, Equals(PurchaseOrderLineItem.the_parent_of_this_items_id)
    ] = MISSING
    fulfillment_status_kind: Annotated[
        FulfillmentStatusKind | MISSING,
        Equals(PurchaseOrderLineItem.fulfillment_status_kind),
    ] = MISSING
    is_delivery_confirmed_no: Annotated[
        Boolean | MISSING, Equals(PurchaseOrderLineItem.is_delivery_confirmed_no)
    ] = MISSING
    contact_email_of_orderer: Annotated[
        Email | MISSING, Equals(PurchaseOrderLineItem.contact_email_of_orderer)
    ] = MISSING


class PurchaseOrderLineItemOut(Output):
    id: int
    customer_reference_text: str
    internal_reference_code: str
    expected_delivery_date_x: dt.date | None
    supplier_responsible_man_id: int | None
    the_parent_of_this_items_id: int | None
    e_ids: IdsOut = Field(validation_alias="e")
    fulfillment_status_kind: SkipValidation[FulfillmentStatusKind]
    is_delivery_confirmed_no: bool
    total_amount_after_taxes: DecimalOut
    warehouse_confirmed_time: InstantOut | None
    contact_email_of_orderer: str | None
    website_of_manufacturers: str | None
    long_description_of_item: str | None
    created_at: InstantOut
    updated_at: InstantOut


class PurchaseOrderLineItemPage(PageOf[PurchaseOrderLineItemOut]):
    pass

"""What goes in and out of purchase order line items.

Twin: src/features/purchase-order-line-items/schemas.ts
"""

from typing import Annotated, Literal

from pydantic import MISSING

from app.http import fields
from app.http.page import PageOf, PageQuery
from app.http.schema import Input, Output

CustomerReferenceText = Annotated[str, fields.text(1, 120)]
InternalReferenceCode = Annotated[str, fields.text(1, 40)]
FulfillmentStatusKind = Literal[
    "waiting-for-the-supplier",
    "in-transit-to-warehouse",
    "delivered-and-checked",
]
TotalAmountAfterTaxes = Annotated[fields.Decimal, fields.decimal(12, 4)]
ContactEmailOfOrderer = Annotated[str, fields.email(0)]
WebsiteOfManufacturers = Annotated[str, fields.url(0)]
Sort = Literal[
    "customerReferenceText",
    "-customerReferenceText",
    "internalReferenceCode",
    "-internalReferenceCode",
    "expectedDeliveryDateX",
    "-expectedDeliveryDateX",
    "fulfillmentStatusKind",
    "-fulfillmentStatusKind",
    "isDeliveryConfirmedNo",
    "-isDeliveryConfirmedNo",
    "totalAmountAfterTaxes",
    "-totalAmountAfterTaxes",
    "warehouseConfirmedTime",
    "-warehouseConfirmedTime",
    "contactEmailOfOrderer",
    "-contactEmailOfOrderer",
    "websiteOfManufacturers",
    "-websiteOfManufacturers",
    "createdAt",
    "-createdAt",
    "updatedAt",
    "-updatedAt",
    "id",
    "-id",
]


class Create(Input):
    customer_reference_text: CustomerReferenceText
    internal_reference_code: InternalReferenceCode
    expected_delivery_date_x: fields.Date | None = None
    supplier_responsible_man_id: fields.Id | None = None
    the_parent_of_this_items_id: fields.Id | None = None
    e_ids: fields.Ids = []
    fulfillment_status_kind: FulfillmentStatusKind = "in-transit-to-warehouse"
    is_delivery_confirmed_no: fields.Boolean = False
    total_amount_after_taxes: TotalAmountAfterTaxes
    warehouse_confirmed_time: fields.Instant | None = None
    contact_email_of_orderer: ContactEmailOfOrderer | None = None
    website_of_manufacturers: WebsiteOfManufacturers | None = None
    long_description_of_item: fields.Text | None = None


class Update(Input):
    customer_reference_text: CustomerReferenceText | MISSING = MISSING
    internal_reference_code: InternalReferenceCode | MISSING = MISSING
    expected_delivery_date_x: fields.Date | MISSING | None = MISSING
    supplier_responsible_man_id: fields.Id | MISSING | None = MISSING
    the_parent_of_this_items_id: fields.Id | MISSING | None = MISSING
    e_ids: fields.Ids | MISSING = MISSING
    fulfillment_status_kind: FulfillmentStatusKind | MISSING = MISSING
    is_delivery_confirmed_no: fields.Boolean | MISSING = MISSING
    total_amount_after_taxes: TotalAmountAfterTaxes | MISSING = MISSING
    warehouse_confirmed_time: fields.Instant | MISSING | None = MISSING
    contact_email_of_orderer: ContactEmailOfOrderer | MISSING | None = MISSING
    website_of_manufacturers: WebsiteOfManufacturers | MISSING | None = MISSING
    long_description_of_item: fields.Text | MISSING | None = MISSING


class Query(PageQuery):
    sort: Sort = "id"
    customer_reference_text: CustomerReferenceText | None = None
    internal_reference_code: InternalReferenceCode | None = None
    expected_delivery_date_x: fields.Date | None = None
    supplier_responsible_man_id: fields.Id | None = None
    the_parent_of_this_items_id: fields.Id | None = None
    fulfillment_status_kind: FulfillmentStatusKind | None = None
    is_delivery_confirmed_no: fields.Boolean | None = None
    contact_email_of_orderer: ContactEmailOfOrderer | None = None


class Row(Output):
    id: int
    customer_reference_text: str
    internal_reference_code: str
    expected_delivery_date_x: fields.Date | None
    supplier_responsible_man_id: int | None
    the_parent_of_this_items_id: int | None
    e_ids: fields.SortedIds
    fulfillment_status_kind: FulfillmentStatusKind
    is_delivery_confirmed_no: bool
    total_amount_after_taxes: TotalAmountAfterTaxes
    warehouse_confirmed_time: fields.Instant | None
    contact_email_of_orderer: str | None
    website_of_manufacturers: str | None
    long_description_of_item: str | None
    created_at: fields.Instant
    updated_at: fields.Instant


Page = PageOf[Row]

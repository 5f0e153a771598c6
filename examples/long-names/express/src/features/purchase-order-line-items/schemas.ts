import * as z from "zod";
import { idsOf } from "../../rows.ts";
import {
  date,
  decimal,
  email,
  id,
  ids,
  inQuery,
  instant,
  paging,
  sortBy,
  text,
  url,
} from "../../schemas.ts";
import type { PurchaseOrderLineItem } from "./models.ts";

const fields = {
  customerReferenceText: text(120).min(1),
  internalReferenceCode: text(40).min(1),
  expectedDeliveryDateX: date().nullable(),
  supplierResponsibleManId: id().nullable(),
  theParentOfThisItemsId: id().nullable(),
  eIds: ids(),
  fulfillmentStatusKind: z.enum([
    "waiting-for-the-supplier",
    "in-transit-to-warehouse",
    "delivered-and-checked",
  ]),
  isDeliveryConfirmedNo: z.boolean(),
  totalAmountAfterTaxes: decimal(12, 4),
  warehouseConfirmedTime: instant().nullable(),
  contactEmailOfOrderer: email().nullable(),
  websiteOfManufacturers: url().nullable(),
  longDescriptionOfItem: text(16_000).nullable(),
};

export type PurchaseOrderLineItemCreate = z.output<typeof PurchaseOrderLineItemCreate>;
export const PurchaseOrderLineItemCreate = z.strictObject({
  ...fields,
  expectedDeliveryDateX: fields.expectedDeliveryDateX.default(null),
  supplierResponsibleManId: fields.supplierResponsibleManId.default(null),
  theParentOfThisItemsId: fields.theParentOfThisItemsId.default(null),
  eIds: fields.eIds.default([]),
  fulfillmentStatusKind: fields.fulfillmentStatusKind.default(
    "in-transit-to-warehouse",
  ),
  isDeliveryConfirmedNo: fields.isDeliveryConfirmedNo.default(false),
  warehouseConfirmedTime: fields.warehouseConfirmedTime.default(null),
  contactEmailOfOrderer: fields.contactEmailOfOrderer.default(null),
  websiteOfManufacturers: fields.websiteOfManufacturers.default(null),
  longDescriptionOfItem: fields.longDescriptionOfItem.default(null),
});

export type PurchaseOrderLineItemUpdate = z.output<typeof PurchaseOrderLineItemUpdate>;
export const PurchaseOrderLineItemUpdate = z.strictObject(fields).partial();

export type PurchaseOrderLineItemQuery = z.output<typeof PurchaseOrderLineItemQuery>;
export const PurchaseOrderLineItemQuery = z.strictObject({
  ...paging,
  sort: sortBy<PurchaseOrderLineItem>(
    "customerReferenceText",
    "internalReferenceCode",
    "expectedDeliveryDateX",
    "fulfillmentStatusKind",
    "isDeliveryConfirmedNo",
    "totalAmountAfterTaxes",
    "warehouseConfirmedTime",
    "contactEmailOfOrderer",
    "websiteOfManufacturers",
  ).default("id"),
  customerReferenceText: fields.customerReferenceText.optional(),
  internalReferenceCode: fields.internalReferenceCode.optional(),
  expectedDeliveryDateX: fields.expectedDeliveryDateX.unwrap().optional(),
  supplierResponsibleManId: inQuery(
    fields.supplierResponsibleManId.unwrap().optional(),
  ),
  theParentOfThisItemsId: inQuery(fields.theParentOfThisItemsId.unwrap().optional()),
  fulfillmentStatusKind: fields.fulfillmentStatusKind.optional(),
  isDeliveryConfirmedNo: inQuery(fields.isDeliveryConfirmedNo.optional()),
  contactEmailOfOrderer: fields.contactEmailOfOrderer.unwrap().optional(),
});

export const purchaseOrderLineItemOut = (row: PurchaseOrderLineItem) => ({
  id: row.id,
  customerReferenceText: row.customerReferenceText,
  internalReferenceCode: row.internalReferenceCode,
  expectedDeliveryDateX: row.expectedDeliveryDateX ?? null,
  supplierResponsibleManId: row.supplierResponsibleMan?.id ?? null,
  theParentOfThisItemsId: row.theParentOfThisItems?.id ?? null,
  eIds: idsOf(row.e),
  fulfillmentStatusKind: row.fulfillmentStatusKind,
  isDeliveryConfirmedNo: row.isDeliveryConfirmedNo,
  totalAmountAfterTaxes: row.totalAmountAfterTaxes,
  warehouseConfirmedTime: row.warehouseConfirmedTime?.toISOString() ?? null,
  contactEmailOfOrderer: row.contactEmailOfOrderer ?? null,
  websiteOfManufacturers: row.websiteOfManufacturers ?? null,
  longDescriptionOfItem: row.longDescriptionOfItem ?? null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

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
  listOf,
  patchOf,
  rowOf,
  sortBy,
  text,
  url,
} from "../../schemas.ts";
import type { PurchaseOrderLineItem } from "./models.ts";

export type PurchaseOrderLineItemCreate = z.output<typeof PurchaseOrderLineItemCreate>;
export const PurchaseOrderLineItemCreate = z.strictObject({
  customerReferenceText: text(120).min(1),
  internalReferenceCode: text(40).min(1),
  expectedDeliveryDateX: date().nullable().default(null),
  supplierResponsibleManId: id().nullable().default(null),
  theParentOfThisItemsId: id().nullable().default(null),
  eIds: ids().default([]),
  fulfillmentStatusKind: z
    .enum([
      "waiting-for-the-supplier",
      "in-transit-to-warehouse",
      "delivered-and-checked",
    ])
    .default("in-transit-to-warehouse"),
  isDeliveryConfirmedNo: z.boolean().default(false),
  totalAmountAfterTaxes: decimal(12, 4),
  warehouseConfirmedTime: instant().nullable().default(null),
  contactEmailOfOrderer: email().nullable().default(null),
  websiteOfManufacturers: url().nullable().default(null),
  longDescriptionOfItem: text(16_000).nullable().default(null),
});

export const PurchaseOrderLineItemUpdate = patchOf(PurchaseOrderLineItemCreate);

export type PurchaseOrderLineItemQuery = z.output<typeof PurchaseOrderLineItemQuery>;
export const PurchaseOrderLineItemQuery = listOf({
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
  customerReferenceText: PurchaseOrderLineItemUpdate.shape.customerReferenceText,
  internalReferenceCode: PurchaseOrderLineItemUpdate.shape.internalReferenceCode,
  expectedDeliveryDateX: PurchaseOrderLineItemUpdate.shape.expectedDeliveryDateX
    .unwrap()
    .unwrap()
    .optional(),
  supplierResponsibleManId: inQuery(
    PurchaseOrderLineItemUpdate.shape.supplierResponsibleManId
      .unwrap()
      .unwrap()
      .optional(),
  ),
  theParentOfThisItemsId: inQuery(
    PurchaseOrderLineItemUpdate.shape.theParentOfThisItemsId
      .unwrap()
      .unwrap()
      .optional(),
  ),
  fulfillmentStatusKind: PurchaseOrderLineItemUpdate.shape.fulfillmentStatusKind,
  isDeliveryConfirmedNo: inQuery(
    PurchaseOrderLineItemUpdate.shape.isDeliveryConfirmedNo,
  ),
  contactEmailOfOrderer: PurchaseOrderLineItemUpdate.shape.contactEmailOfOrderer
    .unwrap()
    .unwrap()
    .optional(),
});

export const PurchaseOrderLineItemOut = rowOf({
  customerReferenceText: z.string(),
  internalReferenceCode: z.string(),
  expectedDeliveryDateX: z.iso.date().nullable(),
  supplierResponsibleManId: z.int().nullable(),
  theParentOfThisItemsId: z.int().nullable(),
  eIds: z.array(z.int()),
  fulfillmentStatusKind: z.enum([
    "waiting-for-the-supplier",
    "in-transit-to-warehouse",
    "delivered-and-checked",
  ]),
  isDeliveryConfirmedNo: z.boolean(),
  totalAmountAfterTaxes: z.string(),
  warehouseConfirmedTime: z.iso.datetime().nullable(),
  contactEmailOfOrderer: z.string().nullable(),
  websiteOfManufacturers: z.string().nullable(),
  longDescriptionOfItem: z.string().nullable(),
});

export const purchaseOrderLineItemOut = (
  row: PurchaseOrderLineItem,
): z.output<typeof PurchaseOrderLineItemOut> => ({
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

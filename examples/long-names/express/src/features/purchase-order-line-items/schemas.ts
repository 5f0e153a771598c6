/**
 * What goes in and out of purchase order line items.
 *
 * Twin: app/features/purchase_order_line_items/schemas.py
 */
import * as z from "zod";
import * as fields from "../../http/fields.ts";
import { paging } from "../../http/page.ts";
import type { PurchaseOrderLineItem } from "./models.ts";

const FULFILLMENT_STATUS_KIND = [
  "waiting-for-the-supplier",
  "in-transit-to-warehouse",
  "delivered-and-checked",
] as const;
const SORT = [
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
] as const;

export type Create = z.output<typeof Create>;
export const Create = z.strictObject({
  customerReferenceText: fields.string(120, 1),
  internalReferenceCode: fields.string(40, 1),
  expectedDeliveryDateX: fields.date().nullable().default(null),
  supplierResponsibleManId: fields.id().nullable().default(null),
  theParentOfThisItemsId: fields.id().nullable().default(null),
  eIds: fields.ids().default([]),
  fulfillmentStatusKind: z
    .enum(FULFILLMENT_STATUS_KIND)
    .default("in-transit-to-warehouse"),
  isDeliveryConfirmedNo: fields.boolean().default(false),
  totalAmountAfterTaxes: fields.decimal(12, 4),
  warehouseConfirmedTime: fields.datetime().nullable().prefault(null),
  contactEmailOfOrderer: fields.email().nullable().default(null),
  websiteOfManufacturers: fields.url().nullable().default(null),
  longDescriptionOfItem: fields.text().nullable().default(null),
});

export type Update = z.output<typeof Update>;
export const Update = z.strictObject({
  customerReferenceText: fields.string(120, 1).optional(),
  internalReferenceCode: fields.string(40, 1).optional(),
  expectedDeliveryDateX: fields.date().nullable().optional(),
  supplierResponsibleManId: fields.id().nullable().optional(),
  theParentOfThisItemsId: fields.id().nullable().optional(),
  eIds: fields.ids().optional(),
  fulfillmentStatusKind: z.enum(FULFILLMENT_STATUS_KIND).optional(),
  isDeliveryConfirmedNo: fields.boolean().optional(),
  totalAmountAfterTaxes: fields.decimal(12, 4).optional(),
  warehouseConfirmedTime: fields.datetime().nullable().optional(),
  contactEmailOfOrderer: fields.email().nullable().optional(),
  websiteOfManufacturers: fields.url().nullable().optional(),
  longDescriptionOfItem: fields.text().nullable().optional(),
});

export type Query = z.output<typeof Query>;
export const Query = z.strictObject({
  ...paging,
  sort: z.enum(SORT).default("id"),
  customerReferenceText: fields.string(120, 1).optional(),
  internalReferenceCode: fields.string(40, 1).optional(),
  expectedDeliveryDateX: fields.date().optional(),
  supplierResponsibleManId: fields.typed(fields.id()).optional(),
  theParentOfThisItemsId: fields.typed(fields.id()).optional(),
  fulfillmentStatusKind: z.enum(FULFILLMENT_STATUS_KIND).optional(),
  isDeliveryConfirmedNo: fields.typed(fields.boolean()).optional(),
  contactEmailOfOrderer: fields.email().optional(),
});

export const row = (purchaseOrderLineItem: PurchaseOrderLineItem) => ({
  id: purchaseOrderLineItem.id,
  customerReferenceText: purchaseOrderLineItem.customerReferenceText,
  internalReferenceCode: purchaseOrderLineItem.internalReferenceCode,
  expectedDeliveryDateX: purchaseOrderLineItem.expectedDeliveryDateX,
  supplierResponsibleManId: purchaseOrderLineItem.supplierResponsibleManId,
  theParentOfThisItemsId: purchaseOrderLineItem.theParentOfThisItemsId,
  eIds: fields.idsIn(purchaseOrderLineItem.eIds),
  fulfillmentStatusKind: purchaseOrderLineItem.fulfillmentStatusKind,
  isDeliveryConfirmedNo: purchaseOrderLineItem.isDeliveryConfirmedNo,
  totalAmountAfterTaxes: purchaseOrderLineItem.totalAmountAfterTaxes,
  warehouseConfirmedTime: purchaseOrderLineItem.warehouseConfirmedTime,
  contactEmailOfOrderer: purchaseOrderLineItem.contactEmailOfOrderer,
  websiteOfManufacturers: purchaseOrderLineItem.websiteOfManufacturers,
  longDescriptionOfItem: purchaseOrderLineItem.longDescriptionOfItem,
  createdAt: purchaseOrderLineItem.createdAt,
  updatedAt: purchaseOrderLineItem.updatedAt,
});

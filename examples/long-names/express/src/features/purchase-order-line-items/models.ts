/**
 * The table purchase_order_line_items.
 *
 * Twin: app/features/purchase_order_line_items/models.py
 */
import { defineEntity } from "@mikro-orm/core";
import * as columns from "../../columns.ts";
import { A } from "../aa/models.ts";
import { SupplierContactPersons } from "../supplier-contact-peoples/models.ts";

const schema = defineEntity({
  name: "PurchaseOrderLineItem",
  tableName: "purchase_order_line_items",
  properties: {
    id: columns.id(),
    customerReferenceText: columns.string(120),
    internalReferenceCode: columns.string(40).unique(),
    expectedDeliveryDateX: columns.date().nullable(),
    supplierResponsibleManId: (): columns.OptionalReference =>
      columns.optionalReference(SupplierContactPersons),
    theParentOfThisItemsId: (): columns.OptionalReference =>
      columns.optionalReference(PurchaseOrderLineItem),
    eIds: (): columns.List => columns.list(A, ELink),
    fulfillmentStatusKind: columns.string(30),
    isDeliveryConfirmedNo: columns.boolean(),
    totalAmountAfterTaxes: columns.decimal(12, 4),
    warehouseConfirmedTime: columns.datetime().nullable(),
    contactEmailOfOrderer: columns.string(254).nullable(),
    websiteOfManufacturers: columns.string(768).nullable(),
    longDescriptionOfItem: columns.text().nullable(),
    createdAt: columns.createdAt(),
    updatedAt: columns.updatedAt(),
  },
});

export class PurchaseOrderLineItem extends schema.class {}
schema.setClass(PurchaseOrderLineItem);

const ELink = defineEntity({
  name: "PurchaseOrderLineItemELink",
  tableName: "purchase_order_line_items_e",
  properties: {
    purchaseOrderLineItemId: (): columns.Joined =>
      columns.joined(PurchaseOrderLineItem),
    aId: (): columns.Joined => columns.joined(A),
  },
});

import { defineEntity, p } from "@mikro-orm/core";
import { columns, decimal, instant } from "../../columns.ts";
import { A } from "../aa/models.ts";
import { SupplierContactPersons } from "../supplier-contact-peoples/models.ts";
import type { PurchaseOrderLineItemCreate } from "./schemas.ts";

const schema = defineEntity({
  name: "PurchaseOrderLineItem",
  tableName: "purchase_order_line_items",
  properties: {
    ...columns,
    customerReferenceText: p.string().length(120),
    internalReferenceCode: p.string().length(40).unique(),
    expectedDeliveryDateX: p.date().nullable(),
    supplierResponsibleMan: () =>
      p.manyToOne(SupplierContactPersons).nullable().deleteRule("set null"),
    theParentOfThisItems: () =>
      p.manyToOne(PurchaseOrderLineItem).nullable().deleteRule("set null"),
    e: () => p.manyToMany(A).owner().pivotTable("purchase_order_line_items_e"),
    fulfillmentStatusKind: p
      .string()
      .length(30)
      .$type<PurchaseOrderLineItemCreate["fulfillmentStatusKind"]>()
      .onCreate(() => "in-transit-to-warehouse"),
    isDeliveryConfirmedNo: p.boolean().onCreate(() => false),
    totalAmountAfterTaxes: decimal(12, 4),
    warehouseConfirmedTime: instant().nullable(),
    contactEmailOfOrderer: p.string().length(254).nullable(),
    websiteOfManufacturers: p.string().length(768).nullable(),
    longDescriptionOfItem: p.text().nullable(),
    aa: () => p.oneToMany(A).mappedBy("c"),
    aaAsD: () => p.manyToMany(A).mappedBy("d"),
    purchaseOrderLineItems: () =>
      p.oneToMany(PurchaseOrderLineItem).mappedBy("theParentOfThisItems"),
  },
});

export class PurchaseOrderLineItem extends schema.class {}
schema.setClass(PurchaseOrderLineItem);

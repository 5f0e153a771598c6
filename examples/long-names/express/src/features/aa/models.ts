/**
 * The table aa.
 *
 * Twin: app/features/aa/models.py
 */
import { defineEntity } from "@mikro-orm/core";
import * as columns from "../../columns.ts";
import { PurchaseOrderLineItem } from "../purchase-order-line-items/models.ts";

const schema = defineEntity({
  name: "A",
  tableName: "aa",
  properties: {
    id: columns.id(),
    b: columns.string(255),
    cId: (): columns.OptionalReference =>
      columns.optionalReference(PurchaseOrderLineItem),
    dIds: (): columns.List => columns.list(PurchaseOrderLineItem, DLink),
    createdAt: columns.createdAt(),
    updatedAt: columns.updatedAt(),
  },
});

export class A extends schema.class {}
schema.setClass(A);

const DLink = defineEntity({
  name: "ADLink",
  tableName: "aa_d",
  properties: {
    aId: (): columns.Joined => columns.joined(A),
    purchaseOrderLineItemId: (): columns.Joined =>
      columns.joined(PurchaseOrderLineItem),
  },
});

import { defineEntity, p } from "@mikro-orm/core";
import { columns } from "../../columns.ts";
import { PurchaseOrderLineItem } from "../purchase-order-line-items/models.ts";

const schema = defineEntity({
  name: "A",
  tableName: "aa",
  properties: {
    ...columns,
    b: p.string().length(255),
    c: () => p.manyToOne(PurchaseOrderLineItem).nullable().deleteRule("set null"),
    d: () => p.manyToMany(PurchaseOrderLineItem).owner().pivotTable("aa_d"),
    purchaseOrderLineItems: () => p.manyToMany(PurchaseOrderLineItem).mappedBy("e"),
  },
});

export class A extends schema.class {}
schema.setClass(A);

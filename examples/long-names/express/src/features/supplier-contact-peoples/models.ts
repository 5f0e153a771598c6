import { defineEntity, p } from "@mikro-orm/core";
import { columns } from "../../columns.ts";
import { PurchaseOrderLineItem } from "../purchase-order-line-items/models.ts";

const schema = defineEntity({
  name: "SupplierContactPersons",
  tableName: "supplier_contact_peoples",
  properties: {
    ...columns,
    fullNameOfThatPerson: p.string().length(255).unique(),
    purchaseOrderLineItems: () =>
      p.oneToMany(PurchaseOrderLineItem).mappedBy("supplierResponsibleMan"),
  },
});

export class SupplierContactPersons extends schema.class {}
schema.setClass(SupplierContactPersons);

import { defineEntity, p } from "@mikro-orm/core";
import { columns, decimal } from "../../columns.ts";
import { Order } from "../orders/models.ts";
import { Product } from "../products/models.ts";

const schema = defineEntity({
  name: "LineItem",
  tableName: "line_items",
  properties: {
    ...columns,
    quantity: p.integer().onCreate(() => 1),
    unitPrice: decimal(10, 2),
    order: () => p.manyToOne(Order).deleteRule("restrict"),
    product: () => p.manyToOne(Product).deleteRule("restrict"),
  },
});

export class LineItem extends schema.class {}
schema.setClass(LineItem);

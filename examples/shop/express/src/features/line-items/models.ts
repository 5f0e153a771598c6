/**
 * The table line_items.
 *
 * Twin: app/features/line_items/models.py
 */
import { defineEntity } from "@mikro-orm/core";
import * as columns from "../../columns.ts";
import { Order } from "../orders/models.ts";
import { Product } from "../products/models.ts";

const schema = defineEntity({
  name: "LineItem",
  tableName: "line_items",
  properties: {
    id: columns.id(),
    quantity: columns.integer(),
    unitPrice: columns.decimal(10, 2),
    orderId: (): columns.Reference => columns.reference(Order),
    productId: (): columns.Reference => columns.reference(Product),
    createdAt: columns.createdAt(),
    updatedAt: columns.updatedAt(),
  },
});

export class LineItem extends schema.class {}
schema.setClass(LineItem);

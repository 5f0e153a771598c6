/**
 * The table orders.
 *
 * Twin: app/features/orders/models.py
 */
import { defineEntity } from "@mikro-orm/core";
import * as columns from "../../columns.ts";
import { Customer } from "../customers/models.ts";

const schema = defineEntity({
  name: "Order",
  tableName: "orders",
  properties: {
    id: columns.id(),
    placedOn: columns.date(),
    status: columns.string(30),
    note: columns.text().nullable(),
    customerId: (): columns.Reference => columns.reference(Customer),
    createdAt: columns.createdAt(),
    updatedAt: columns.updatedAt(),
  },
});

export class Order extends schema.class {}
schema.setClass(Order);

import { defineEntity, p } from "@mikro-orm/core";
import { columns } from "../../columns.ts";
import { Customer } from "../customers/models.ts";
import { LineItem } from "../line-items/models.ts";
import type { OrderCreate } from "./schemas.ts";

const schema = defineEntity({
  name: "Order",
  tableName: "orders",
  properties: {
    ...columns,
    placedOn: p.date(),
    status: p
      .string()
      .length(30)
      .$type<OrderCreate["status"]>()
      .onCreate(() => "open"),
    note: p.text().nullable(),
    customer: () => p.manyToOne(Customer).deleteRule("restrict"),
    lineItems: () => p.oneToMany(LineItem).mappedBy("order"),
  },
});

export class Order extends schema.class {}
schema.setClass(Order);

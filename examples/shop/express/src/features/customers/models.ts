import { defineEntity, p } from "@mikro-orm/core";
import { columns } from "../../columns.ts";
import { Order } from "../orders/models.ts";

const schema = defineEntity({
  name: "Customer",
  tableName: "customers",
  properties: {
    ...columns,
    name: p.string().length(120),
    email: p.string().length(254).unique(),
    orders: () => p.oneToMany(Order).mappedBy("customer"),
  },
});

export class Customer extends schema.class {}
schema.setClass(Customer);

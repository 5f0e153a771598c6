/**
 * The table customers.
 *
 * Twin: app/features/customers/models.py
 */
import { defineEntity } from "@mikro-orm/core";
import * as columns from "../../columns.ts";

const schema = defineEntity({
  name: "Customer",
  tableName: "customers",
  properties: {
    id: columns.id(),
    name: columns.string(120),
    email: columns.string(254).unique(),
    createdAt: columns.createdAt(),
    updatedAt: columns.updatedAt(),
  },
});

export class Customer extends schema.class {}
schema.setClass(Customer);

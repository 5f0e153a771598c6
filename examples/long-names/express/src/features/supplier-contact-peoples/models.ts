/**
 * The table supplier_contact_peoples.
 *
 * Twin: app/features/supplier_contact_peoples/models.py
 */
import { defineEntity } from "@mikro-orm/core";
import * as columns from "../../columns.ts";

const schema = defineEntity({
  name: "SupplierContactPersons",
  tableName: "supplier_contact_peoples",
  properties: {
    id: columns.id(),
    fullNameOfThatPerson: columns.string(255).unique(),
    createdAt: columns.createdAt(),
    updatedAt: columns.updatedAt(),
  },
});

export class SupplierContactPersons extends schema.class {}
schema.setClass(SupplierContactPersons);

/**
 * The table categories.
 *
 * Twin: app/features/categories/models.py
 */
import { defineEntity } from "@mikro-orm/core";
import * as columns from "../../columns.ts";

const schema = defineEntity({
  name: "Category",
  tableName: "categories",
  properties: {
    id: columns.id(),
    name: columns.string(80).unique(),
    parentId: (): columns.OptionalReference => columns.optionalReference(Category),
    createdAt: columns.createdAt(),
    updatedAt: columns.updatedAt(),
  },
});

export class Category extends schema.class {}
schema.setClass(Category);

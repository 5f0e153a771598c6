/**
 * The table tags.
 *
 * Twin: app/features/tags/models.py
 */
import { defineEntity } from "@mikro-orm/core";
import * as columns from "../../columns.ts";

const schema = defineEntity({
  name: "Tag",
  tableName: "tags",
  properties: {
    id: columns.id(),
    name: columns.string(40).unique(),
    createdAt: columns.createdAt(),
    updatedAt: columns.updatedAt(),
  },
});

export class Tag extends schema.class {}
schema.setClass(Tag);

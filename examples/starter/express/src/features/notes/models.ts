/**
 * The table notes.
 *
 * Twin: app/features/notes/models.py
 */
import { defineEntity } from "@mikro-orm/core";
import * as columns from "../../columns.ts";

const schema = defineEntity({
  name: "Note",
  tableName: "notes",
  properties: {
    id: columns.id(),
    title: columns.string(120),
    body: columns.text().nullable(),
    pinned: columns.boolean(),
    createdAt: columns.createdAt(),
    updatedAt: columns.updatedAt(),
  },
});

export class Note extends schema.class {}
schema.setClass(Note);

import { defineEntity, p } from "@mikro-orm/core";
import { columns } from "../../columns.ts";

const schema = defineEntity({
  name: "Note",
  tableName: "notes",
  properties: {
    ...columns,
    title: p.string().length(120),
    body: p.text().nullable(),
    pinned: p.boolean().onCreate(() => false),
  },
});

export class Note extends schema.class {}
schema.setClass(Note);

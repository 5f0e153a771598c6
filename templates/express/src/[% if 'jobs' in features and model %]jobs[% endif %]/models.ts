import { defineEntity, p } from "@mikro-orm/core";
import { columns, instant } from "../columns.ts";

const schema = defineEntity({
  name: "QueuedJob",
  tableName: "queued_jobs",
  properties: {
    ...columns,
    name: p.string().length(100),
    payload: p.text(),
    key: p.string().length(200).nullable().unique(),
    // Null once it was given up; of a job that is worked on, when it is free again.
    runAt: instant().nullable().index(),
    attempts: p.integer().onCreate(() => 0),
    error: p.text().nullable(),
  },
});

export class QueuedJob extends schema.class {}
schema.setClass(QueuedJob);

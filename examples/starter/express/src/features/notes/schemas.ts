import * as z from "zod";
import { inQuery, paging, sortBy, text } from "../../schemas.ts";
import type { Note } from "./models.ts";

export const fields = {
  title: text(120).min(1),
  body: text(16_000).nullable(),
  pinned: z.boolean(),
};

export type NoteCreate = z.output<typeof NoteCreate>;
export const NoteCreate = z.strictObject({
  ...fields,
  body: fields.body.default(null),
  pinned: fields.pinned.default(false),
});

export type NoteUpdate = z.output<typeof NoteUpdate>;
export const NoteUpdate = z.strictObject(fields).partial();

export type NoteQuery = z.output<typeof NoteQuery>;
export const NoteQuery = z.strictObject({
  ...paging,
  sort: sortBy<Note>("title", "pinned").default("id"),
  title: fields.title.optional(),
  pinned: inQuery(fields.pinned.optional()),
});

export const noteOut = (row: Note) => ({
  id: row.id,
  title: row.title,
  body: row.body ?? null,
  pinned: row.pinned,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

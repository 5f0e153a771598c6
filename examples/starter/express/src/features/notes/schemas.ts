import * as z from "zod";
import { inQuery, listOf, patchOf, rowOf, sortBy, text } from "../../schemas.ts";
import type { Note } from "./models.ts";

export type NoteCreate = z.output<typeof NoteCreate>;
export const NoteCreate = z.strictObject({
  title: text(120).min(1),
  body: text(16_000).nullable().default(null),
  pinned: z.boolean().default(false),
});

export const NoteUpdate = patchOf(NoteCreate);

export type NoteQuery = z.output<typeof NoteQuery>;
export const NoteQuery = listOf({
  sort: sortBy<Note>("title", "pinned").default("id"),
  title: NoteUpdate.shape.title,
  pinned: inQuery(NoteUpdate.shape.pinned),
});

export const NoteOut = rowOf({
  title: z.string(),
  body: z.string().nullable(),
  pinned: z.boolean(),
});

export const noteOut = (row: Note): z.output<typeof NoteOut> => ({
  id: row.id,
  title: row.title,
  body: row.body ?? null,
  pinned: row.pinned,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

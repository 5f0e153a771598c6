/**
 * What goes in and out of notes.
 *
 * Twin: app/features/notes/schemas.py
 */
import * as z from "zod";
import * as fields from "../../http/fields.ts";
import { paging } from "../../http/page.ts";
import type { Note } from "./models.ts";

const SORT = [
  "title",
  "-title",
  "pinned",
  "-pinned",
  "createdAt",
  "-createdAt",
  "updatedAt",
  "-updatedAt",
  "id",
  "-id",
] as const;

export type Create = z.output<typeof Create>;
export const Create = z.strictObject({
  title: fields.string(120, 1),
  body: fields.text().nullable().default(null),
  pinned: fields.boolean().default(false),
});

export type Update = z.output<typeof Update>;
export const Update = z.strictObject({
  title: fields.string(120, 1).optional(),
  body: fields.text().nullable().optional(),
  pinned: fields.boolean().optional(),
});

export type Query = z.output<typeof Query>;
export const Query = z.strictObject({
  ...paging,
  sort: z.enum(SORT).default("id"),
  title: fields.string(120, 1).optional(),
  pinned: fields.typed(fields.boolean()).optional(),
});

export const row = (note: Note) => ({
  id: note.id,
  title: note.title,
  body: note.body,
  pinned: note.pinned,
  createdAt: note.createdAt,
  updatedAt: note.updatedAt,
});

import * as z from "zod";
import { idsOf } from "../../rows.ts";
import { ids, instant, paging, sortBy, text } from "../../schemas.ts";
import type { Post } from "./models.ts";

export const fields = {
  title: text(120).min(1),
  body: text(16_000).min(1),
  status: z.enum(["draft", "live"]),
  publishedAt: instant().nullable(),
  tagIds: ids(),
};

export type PostCreate = z.output<typeof PostCreate>;
export const PostCreate = z.strictObject({
  ...fields,
  status: fields.status.default("draft"),
  publishedAt: fields.publishedAt.default(null),
  tagIds: fields.tagIds.default([]),
});

export type PostUpdate = z.output<typeof PostUpdate>;
export const PostUpdate = z.strictObject(fields).partial();

export type PostQuery = z.output<typeof PostQuery>;
export const PostQuery = z.strictObject({
  ...paging,
  sort: sortBy<Post>("title", "status", "publishedAt").default("id"),
  title: fields.title.optional(),
  status: fields.status.optional(),
});

export const postOut = (row: Post) => ({
  id: row.id,
  title: row.title,
  body: row.body,
  status: row.status,
  publishedAt: row.publishedAt?.toISOString() ?? null,
  tagIds: idsOf(row.tags),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

import * as z from "zod";
import { idsOf } from "../../rows.ts";
import { ids, instant, listOf, patchOf, rowOf, sortBy, text } from "../../schemas.ts";
import type { Post } from "./models.ts";

export type PostCreate = z.output<typeof PostCreate>;
export const PostCreate = z.strictObject({
  title: text(120).min(1),
  body: text(16_000).min(1),
  status: z.enum(["draft", "live"]).default("draft"),
  publishedAt: instant().nullable().default(null),
  tagIds: ids().default([]),
});

export const PostUpdate = patchOf(PostCreate);

export type PostQuery = z.output<typeof PostQuery>;
export const PostQuery = listOf({
  sort: sortBy<Post>("title", "status", "publishedAt").default("id"),
  title: PostUpdate.shape.title,
  status: PostUpdate.shape.status,
});

export const PostOut = rowOf({
  title: z.string(),
  body: z.string(),
  status: z.enum(["draft", "live"]),
  publishedAt: z.iso.datetime().nullable(),
  tagIds: z.array(z.int()),
});

export const postOut = (row: Post): z.output<typeof PostOut> => ({
  id: row.id,
  title: row.title,
  body: row.body,
  status: row.status,
  publishedAt: row.publishedAt?.toISOString() ?? null,
  tagIds: idsOf(row.tags),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

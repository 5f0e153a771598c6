/**
 * What goes in and out of posts.
 *
 * Twin: app/features/posts/schemas.py
 */
import * as z from "zod";
import * as fields from "../../http/fields.ts";
import { paging } from "../../http/page.ts";
import type { Post } from "./models.ts";

const STATUS = ["draft", "live"] as const;
const SORT = [
  "title",
  "-title",
  "status",
  "-status",
  "publishedAt",
  "-publishedAt",
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
  body: fields.text(1),
  status: z.enum(STATUS).default("draft"),
  publishedAt: fields.datetime().nullable().prefault(null),
  tagIds: fields.ids().default([]),
});

export type Update = z.output<typeof Update>;
export const Update = z.strictObject({
  title: fields.string(120, 1).optional(),
  body: fields.text(1).optional(),
  status: z.enum(STATUS).optional(),
  publishedAt: fields.datetime().nullable().optional(),
  tagIds: fields.ids().optional(),
});

export type Query = z.output<typeof Query>;
export const Query = z.strictObject({
  ...paging,
  sort: z.enum(SORT).default("id"),
  title: fields.string(120, 1).optional(),
  status: z.enum(STATUS).optional(),
});

export const row = (post: Post) => ({
  id: post.id,
  title: post.title,
  body: post.body,
  status: post.status,
  publishedAt: post.publishedAt,
  tagIds: fields.idsIn(post.tagIds),
  createdAt: post.createdAt,
  updatedAt: post.updatedAt,
});

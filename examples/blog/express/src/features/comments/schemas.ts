/**
 * What goes in and out of comments.
 *
 * Twin: app/features/comments/schemas.py
 */
import * as z from "zod";
import * as fields from "../../http/fields.ts";
import { paging } from "../../http/page.ts";
import type { Comment } from "./models.ts";

const SORT = [
  "author",
  "-author",
  "createdAt",
  "-createdAt",
  "updatedAt",
  "-updatedAt",
  "id",
  "-id",
] as const;

export type Create = z.output<typeof Create>;
export const Create = z.strictObject({
  author: fields.string(80, 1),
  body: fields.text(1),
  postId: fields.id(),
});

export type Update = z.output<typeof Update>;
export const Update = z.strictObject({
  author: fields.string(80, 1).optional(),
  body: fields.text(1).optional(),
  postId: fields.id().optional(),
});

export type Query = z.output<typeof Query>;
export const Query = z.strictObject({
  ...paging,
  sort: z.enum(SORT).default("id"),
  author: fields.string(80, 1).optional(),
  postId: fields.typed(fields.id()).optional(),
});

export const row = (comment: Comment) => ({
  id: comment.id,
  author: comment.author,
  body: comment.body,
  postId: comment.postId,
  createdAt: comment.createdAt,
  updatedAt: comment.updatedAt,
});

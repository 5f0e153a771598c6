import * as z from "zod";
import { id, inQuery, paging, sortBy, text } from "../../schemas.ts";
import type { Comment } from "./models.ts";

export const fields = {
  author: text(80).min(1),
  body: text(16_000).min(1),
  postId: id(),
};

export type CommentCreate = z.output<typeof CommentCreate>;
export const CommentCreate = z.strictObject(fields);

export type CommentUpdate = z.output<typeof CommentUpdate>;
export const CommentUpdate = z.strictObject(fields).partial();

export type CommentQuery = z.output<typeof CommentQuery>;
export const CommentQuery = z.strictObject({
  ...paging,
  sort: sortBy<Comment>("author").default("id"),
  author: fields.author.optional(),
  postId: inQuery(fields.postId.optional()),
});

export const commentOut = (row: Comment) => ({
  id: row.id,
  author: row.author,
  body: row.body,
  postId: row.post.id,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

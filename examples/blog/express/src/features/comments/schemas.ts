import * as z from "zod";
import { id, inQuery, listOf, patchOf, rowOf, sortBy, text } from "../../schemas.ts";
import type { Comment } from "./models.ts";

export type CommentCreate = z.output<typeof CommentCreate>;
export const CommentCreate = z.strictObject({
  author: text(80).min(1),
  body: text(16_000).min(1),
  postId: id(),
});

export const CommentUpdate = patchOf(CommentCreate);

export type CommentQuery = z.output<typeof CommentQuery>;
export const CommentQuery = listOf({
  sort: sortBy<Comment>("author").default("id"),
  author: CommentUpdate.shape.author,
  postId: inQuery(CommentUpdate.shape.postId),
});

export const CommentOut = rowOf({
  author: z.string(),
  body: z.string(),
  postId: z.int(),
});

export const commentOut = (row: Comment): z.output<typeof CommentOut> => ({
  id: row.id,
  author: row.author,
  body: row.body,
  postId: row.post.id,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

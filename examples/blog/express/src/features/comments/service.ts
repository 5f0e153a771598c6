import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage, locked, References } from "../../rows.ts";
import { Post } from "../posts/models.ts";
import { Comment } from "./models.ts";
import type { CommentCreate, CommentQuery } from "./schemas.ts";

export function findAll(
  em: EntityManager,
  query: CommentQuery,
  of: FilterQuery<Comment> = {},
) {
  const asked: FilterQuery<Comment> = { author: query.author, post: query.postId };
  return findPage(em, Comment, query, [of, asked]);
}

export const find = (em: EntityManager, id: number) => em.findOneOrFail(Comment, id);

export async function create(em: EntityManager, data: CommentCreate) {
  const { postId, ...fields } = data;
  const references = new References(em);
  const post = await references.one(Post, "postId", postId);
  references.check();
  const row = em.create(Comment, { ...fields, post });
  await em.flush();
  return row;
}

export function update(em: EntityManager, id: number, data: Partial<CommentCreate>) {
  const { postId, ...fields } = data;
  return em.transactional(async (em) => {
    const row = await em.findOneOrFail(Comment, id, locked);
    const references = new References(em);
    const post = await references.one(Post, "postId", postId);
    references.check();
    em.assign(row, { ...fields, post }, { ignoreUndefined: true });
    return row;
  });
}

export const remove = (em: EntityManager, id: number) =>
  em.transactional(async (em) =>
    em.remove(await em.findOneOrFail(Comment, id, locked)),
  );

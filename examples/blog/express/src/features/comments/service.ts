/**
 * What the application does with comments.
 *
 * Twin: app/features/comments/service.py
 */
import { em } from "../../db.ts";
import { paginate, type Query } from "../../http/page.ts";
import * as rows from "../../rows.ts";
import { Post } from "../posts/models.ts";
import { Comment } from "./models.ts";
import type * as schemas from "./schemas.ts";

const REFERENCES = {
  postId: Post,
};

export function findAll(query: Query) {
  return paginate(Comment, query);
}

export function find(id: number) {
  return rows.find(Comment, id);
}

export async function create(data: schemas.Create) {
  await rows.refuseMissing(data, REFERENCES);
  const comment = em().create(Comment, data);
  await rows.save();
  return comment;
}

export async function update(id: number, data: schemas.Update) {
  const comment = await find(id);
  await rows.refuseMissing(data, REFERENCES);
  rows.assign(comment, data);
  await rows.save(comment);
  return comment;
}

export function remove(id: number) {
  return rows.remove(Comment, id);
}

export async function findByPost(id: number, query: Query) {
  await rows.find(Post, id);
  return paginate(Comment, query, { postId: id });
}

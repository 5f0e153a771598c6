/**
 * What the application does with posts.
 *
 * Twin: app/features/posts/service.py
 */
import { em } from "../../db.ts";
import { paginate, type Query } from "../../http/page.ts";
import * as rows from "../../rows.ts";
import { Tag } from "../tags/models.ts";
import { Post } from "./models.ts";
import type * as schemas from "./schemas.ts";

const REFERENCES = {
  tagIds: Tag,
};

export function findAll(query: Query) {
  return paginate(Post, query);
}

export function find(id: number) {
  return rows.find(Post, id);
}

export async function create(data: schemas.Create) {
  await rows.refuseMissing(data, REFERENCES);
  const post = em().create(Post, data);
  await rows.save();
  return post;
}

export async function update(id: number, data: schemas.Update) {
  const post = await find(id);
  await rows.refuseMissing(data, REFERENCES);
  rows.assign(post, data);
  await rows.save(post);
  return post;
}

export function remove(id: number) {
  return rows.remove(Post, id);
}

export async function findTags(id: number, query: Query) {
  const post = await find(id);
  const ids = post.tagIds.getIdentifiers();
  return paginate(Tag, query, { id: { $in: ids } });
}

export async function findByTags(id: number, query: Query) {
  await rows.find(Tag, id);
  return paginate(Post, query, { tagIds: id });
}

/**
 * What the application does with tags.
 *
 * Twin: app/features/tags/service.py
 */
import { em } from "../../db.ts";
import { paginate, type Query } from "../../http/page.ts";
import * as rows from "../../rows.ts";
import { Tag } from "./models.ts";
import type * as schemas from "./schemas.ts";

export function findAll(query: Query) {
  return paginate(Tag, query);
}

export function find(id: number) {
  return rows.find(Tag, id);
}

export async function create(data: schemas.Create) {
  const tag = em().create(Tag, data);
  await rows.save();
  return tag;
}

export async function update(id: number, data: schemas.Update) {
  const tag = await find(id);
  rows.assign(tag, data);
  await rows.save(tag);
  return tag;
}

export function remove(id: number) {
  return rows.remove(Tag, id);
}

import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage } from "../../rows.ts";
import { Tag } from "./models.ts";
import type { TagCreate, TagQuery, TagUpdate } from "./schemas.ts";

export function findAll(em: EntityManager, query: TagQuery, of: FilterQuery<Tag> = {}) {
  const asked: FilterQuery<Tag> = { name: query.name };
  return findPage(em, Tag, query, [of, asked]);
}

export function find(em: EntityManager, id: number) {
  return em.findOneOrFail(Tag, id);
}

export async function create(em: EntityManager, data: TagCreate) {
  const row = em.create(Tag, data);
  await em.flush();
  return row;
}

export async function update(em: EntityManager, id: number, data: TagUpdate) {
  const row = em.assign(await find(em, id), data);
  await em.flush();
  return row;
}

export async function remove(em: EntityManager, id: number) {
  await em.remove(await find(em, id)).flush();
}

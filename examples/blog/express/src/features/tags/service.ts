import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage } from "../../rows.ts";
import { Tag } from "./models.ts";
import type { TagCreate, TagQuery } from "./schemas.ts";

export function findAll(em: EntityManager, query: TagQuery, of: FilterQuery<Tag> = {}) {
  return findPage(em, Tag, query, [of, { name: query.name }]);
}

export const find = (em: EntityManager, id: number) => em.findOneOrFail(Tag, id);

export async function create(em: EntityManager, data: TagCreate) {
  const row = em.create(Tag, data);
  await em.flush();
  return row;
}

export async function update(em: EntityManager, id: number, data: Partial<TagCreate>) {
  const row = em.assign(await find(em, id), data);
  await em.flush();
  return row;
}

export const remove = async (em: EntityManager, id: number) =>
  em.remove(await find(em, id)).flush();

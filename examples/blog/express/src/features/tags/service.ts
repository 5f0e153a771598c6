import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage, locked } from "../../rows.ts";
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

export const update = (em: EntityManager, id: number, data: Partial<TagCreate>) =>
  em.transactional(async (em) =>
    em.assign(await em.findOneOrFail(Tag, id, locked), data),
  );

export const remove = (em: EntityManager, id: number) =>
  em.transactional(async (em) => em.remove(await em.findOneOrFail(Tag, id, locked)));

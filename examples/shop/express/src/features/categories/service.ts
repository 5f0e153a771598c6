import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage, References } from "../../rows.ts";
import { Category } from "./models.ts";
import type { CategoryCreate, CategoryQuery } from "./schemas.ts";

export function findAll(
  em: EntityManager,
  query: CategoryQuery,
  of: FilterQuery<Category> = {},
) {
  const asked: FilterQuery<Category> = { name: query.name, parent: query.parentId };
  return findPage(em, Category, query, [of, asked]);
}

export const find = (em: EntityManager, id: number) => em.findOneOrFail(Category, id);

export async function create(em: EntityManager, data: CategoryCreate) {
  const { parentId, ...fields } = data;
  const references = new References(em);
  const parent = await references.one(Category, "parentId", parentId);
  references.check();
  const row = em.create(Category, { ...fields, parent });
  await em.flush();
  return row;
}

export async function update(
  em: EntityManager,
  id: number,
  data: Partial<CategoryCreate>,
) {
  const { parentId, ...fields } = data;
  const row = await find(em, id);
  const references = new References(em);
  const parent = await references.one(Category, "parentId", parentId);
  references.check();
  em.assign(row, { ...fields, parent }, { ignoreUndefined: true });
  await em.flush();
  return row;
}

export const remove = async (em: EntityManager, id: number) =>
  em.remove(await find(em, id)).flush();

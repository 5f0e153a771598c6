import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage, locked, References } from "../../rows.ts";
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

export function update(em: EntityManager, id: number, data: Partial<CategoryCreate>) {
  const { parentId, ...fields } = data;
  return em.transactional(async (em) => {
    const row = await em.findOneOrFail(Category, id, locked);
    const references = new References(em);
    const parent = await references.one(Category, "parentId", parentId);
    references.check();
    em.assign(row, { ...fields, parent }, { ignoreUndefined: true });
    return row;
  });
}

export const remove = (em: EntityManager, id: number) =>
  em.transactional(async (em) =>
    em.remove(await em.findOneOrFail(Category, id, locked)),
  );

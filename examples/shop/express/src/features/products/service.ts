import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage, locked, References } from "../../rows.ts";
import { Category } from "../categories/models.ts";
import { Product } from "./models.ts";
import type { ProductCreate, ProductQuery } from "./schemas.ts";

const populate = ["categories:ref"] as const;

export function findAll(
  em: EntityManager,
  query: ProductQuery,
  of: FilterQuery<Product> = {},
) {
  const asked: FilterQuery<Product> = {
    name: query.name,
    sku: query.sku,
    stock: query.stock,
    active: query.active,
  };
  return findPage(em, Product, query, [of, asked], { populate });
}

export const find = (em: EntityManager, id: number) =>
  em.findOneOrFail(Product, id, { populate, strategy: "joined" });

export async function create(em: EntityManager, data: ProductCreate) {
  const { categoryIds, ...fields } = data;
  const references = new References(em);
  const categories = await references.many(Category, "categoryIds", categoryIds);
  references.check();
  const row = em.create(Product, { ...fields, categories });
  await em.flush();
  return row;
}

export function update(em: EntityManager, id: number, data: Partial<ProductCreate>) {
  const { categoryIds, ...fields } = data;
  return em.transactional(async (em) => {
    const row = await em.findOneOrFail(Product, id, { populate, ...locked });
    const references = new References(em);
    const categories = await references.many(Category, "categoryIds", categoryIds);
    references.check();
    em.assign(row, { ...fields, categories }, { ignoreUndefined: true });
    if (row.categories.isDirty()) row.updatedAt = new Date();
    return row;
  });
}

export const remove = (em: EntityManager, id: number) =>
  em.transactional(async (em) =>
    em.remove(await em.findOneOrFail(Product, id, locked)),
  );

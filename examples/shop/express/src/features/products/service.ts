import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage, References } from "../../rows.ts";
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

export async function update(
  em: EntityManager,
  id: number,
  data: Partial<ProductCreate>,
) {
  const { categoryIds, ...fields } = data;
  const row = await find(em, id);
  const references = new References(em);
  const categories = await references.many(Category, "categoryIds", categoryIds);
  references.check();
  em.assign(row, { ...fields, categories }, { ignoreUndefined: true });
  if (row.categories.isDirty()) row.updatedAt = new Date();
  await em.flush();
  return row;
}

export const remove = async (em: EntityManager, id: number) =>
  em.remove(await find(em, id)).flush();

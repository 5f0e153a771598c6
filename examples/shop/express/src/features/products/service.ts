/**
 * What the application does with products.
 *
 * Twin: app/features/products/service.py
 */
import { em } from "../../db.ts";
import { paginate, type Query } from "../../http/page.ts";
import * as rows from "../../rows.ts";
import { Category } from "../categories/models.ts";
import { Product } from "./models.ts";
import type * as schemas from "./schemas.ts";

const REFERENCES = {
  categoryIds: Category,
};

export function findAll(query: Query) {
  return paginate(Product, query);
}

export function find(id: number) {
  return rows.find(Product, id);
}

export async function create(data: schemas.Create) {
  await rows.refuseMissing(data, REFERENCES);
  const product = em().create(Product, data);
  await rows.save();
  return product;
}

export async function update(id: number, data: schemas.Update) {
  const product = await find(id);
  await rows.refuseMissing(data, REFERENCES);
  rows.assign(product, data);
  await rows.save(product);
  return product;
}

export function remove(id: number) {
  return rows.remove(Product, id);
}

export async function findCategories(id: number, query: Query) {
  const product = await find(id);
  const ids = product.categoryIds.getIdentifiers();
  return paginate(Category, query, { id: { $in: ids } });
}

export async function findByCategories(id: number, query: Query) {
  await rows.find(Category, id);
  return paginate(Product, query, { categoryIds: id });
}

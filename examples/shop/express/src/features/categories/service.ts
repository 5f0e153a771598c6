/**
 * What the application does with categories.
 *
 * Twin: app/features/categories/service.py
 */
import { em } from "../../db.ts";
import { paginate, type Query } from "../../http/page.ts";
import * as rows from "../../rows.ts";
import { Category } from "./models.ts";
import type * as schemas from "./schemas.ts";

const REFERENCES = {
  parentId: Category,
};

export function findAll(query: Query) {
  return paginate(Category, query);
}

export function find(id: number) {
  return rows.find(Category, id);
}

export async function create(data: schemas.Create) {
  await rows.refuseMissing(data, REFERENCES);
  const category = em().create(Category, data);
  await rows.save();
  return category;
}

export async function update(id: number, data: schemas.Update) {
  const category = await find(id);
  await rows.refuseMissing(data, REFERENCES);
  rows.assign(category, data);
  await rows.save(category);
  return category;
}

export function remove(id: number) {
  return rows.remove(Category, id);
}

export async function findByParent(id: number, query: Query) {
  await rows.find(Category, id);
  return paginate(Category, query, { parentId: id });
}

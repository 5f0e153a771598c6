/**
 * What the application does with line items.
 *
 * Twin: app/features/line_items/service.py
 */
import { em } from "../../db.ts";
import { paginate, type Query } from "../../http/page.ts";
import * as rows from "../../rows.ts";
import { Order } from "../orders/models.ts";
import { Product } from "../products/models.ts";
import { LineItem } from "./models.ts";
import type * as schemas from "./schemas.ts";

const REFERENCES = {
  orderId: Order,
  productId: Product,
};

export function findAll(query: Query) {
  return paginate(LineItem, query);
}

export function find(id: number) {
  return rows.find(LineItem, id);
}

export async function create(data: schemas.Create) {
  await rows.refuseMissing(data, REFERENCES);
  const lineItem = em().create(LineItem, data);
  await rows.save();
  return lineItem;
}

export async function update(id: number, data: schemas.Update) {
  const lineItem = await find(id);
  await rows.refuseMissing(data, REFERENCES);
  rows.assign(lineItem, data);
  await rows.save(lineItem);
  return lineItem;
}

export function remove(id: number) {
  return rows.remove(LineItem, id);
}

export async function findByOrder(id: number, query: Query) {
  await rows.find(Order, id);
  return paginate(LineItem, query, { orderId: id });
}

export async function findByProduct(id: number, query: Query) {
  await rows.find(Product, id);
  return paginate(LineItem, query, { productId: id });
}

/**
 * What the application does with orders.
 *
 * Twin: app/features/orders/service.py
 */
import { em } from "../../db.ts";
import { paginate, type Query } from "../../http/page.ts";
import * as rows from "../../rows.ts";
import { Customer } from "../customers/models.ts";
import { Order } from "./models.ts";
import type * as schemas from "./schemas.ts";

const REFERENCES = {
  customerId: Customer,
};

export function findAll(query: Query) {
  return paginate(Order, query);
}

export function find(id: number) {
  return rows.find(Order, id);
}

export async function create(data: schemas.Create) {
  await rows.refuseMissing(data, REFERENCES);
  const order = em().create(Order, data);
  await rows.save();
  return order;
}

export async function update(id: number, data: schemas.Update) {
  const order = await find(id);
  await rows.refuseMissing(data, REFERENCES);
  rows.assign(order, data);
  await rows.save(order);
  return order;
}

export function remove(id: number) {
  return rows.remove(Order, id);
}

export async function findByCustomer(id: number, query: Query) {
  await rows.find(Customer, id);
  return paginate(Order, query, { customerId: id });
}

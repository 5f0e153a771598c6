/**
 * What the application does with customers.
 *
 * Twin: app/features/customers/service.py
 */
import { em } from "../../db.ts";
import { paginate, type Query } from "../../http/page.ts";
import * as rows from "../../rows.ts";
import { Customer } from "./models.ts";
import type * as schemas from "./schemas.ts";

export function findAll(query: Query) {
  return paginate(Customer, query);
}

export function find(id: number) {
  return rows.find(Customer, id);
}

export async function create(data: schemas.Create) {
  const customer = em().create(Customer, data);
  await rows.save();
  return customer;
}

export async function update(id: number, data: schemas.Update) {
  const customer = await find(id);
  rows.assign(customer, data);
  await rows.save(customer);
  return customer;
}

export function remove(id: number) {
  return rows.remove(Customer, id);
}

import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage } from "../../rows.ts";
import { Customer } from "./models.ts";
import type { CustomerCreate, CustomerQuery, CustomerUpdate } from "./schemas.ts";

export function findAll(em: EntityManager, query: CustomerQuery) {
  const asked: FilterQuery<Customer> = { name: query.name, email: query.email };
  return findPage(em, Customer, query, [asked]);
}

export function find(em: EntityManager, id: number) {
  return em.findOneOrFail(Customer, id);
}

export async function create(em: EntityManager, data: CustomerCreate) {
  const row = em.create(Customer, data);
  await em.flush();
  return row;
}

export async function update(em: EntityManager, id: number, data: CustomerUpdate) {
  const row = em.assign(await find(em, id), data);
  await em.flush();
  return row;
}

export async function remove(em: EntityManager, id: number) {
  await em.remove(await find(em, id)).flush();
}

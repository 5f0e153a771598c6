import type { EntityManager } from "@mikro-orm/sql";
import { findPage } from "../../rows.ts";
import { Customer } from "./models.ts";
import type { CustomerCreate, CustomerQuery } from "./schemas.ts";

export function findAll(em: EntityManager, query: CustomerQuery) {
  return findPage(em, Customer, query, [{ name: query.name, email: query.email }]);
}

export const find = (em: EntityManager, id: number) => em.findOneOrFail(Customer, id);

export async function create(em: EntityManager, data: CustomerCreate) {
  const row = em.create(Customer, data);
  await em.flush();
  return row;
}

export async function update(
  em: EntityManager,
  id: number,
  data: Partial<CustomerCreate>,
) {
  const row = em.assign(await find(em, id), data);
  await em.flush();
  return row;
}

export const remove = async (em: EntityManager, id: number) =>
  em.remove(await find(em, id)).flush();

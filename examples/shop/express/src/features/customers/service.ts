import type { EntityManager } from "@mikro-orm/sql";
import { findPage, locked } from "../../rows.ts";
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

export const update = (em: EntityManager, id: number, data: Partial<CustomerCreate>) =>
  em.transactional(async (em) =>
    em.assign(await em.findOneOrFail(Customer, id, locked), data),
  );

export const remove = (em: EntityManager, id: number) =>
  em.transactional(async (em) =>
    em.remove(await em.findOneOrFail(Customer, id, locked)),
  );

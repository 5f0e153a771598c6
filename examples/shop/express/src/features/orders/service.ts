import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage, locked, References } from "../../rows.ts";
import { Customer } from "../customers/models.ts";
import { Order } from "./models.ts";
import type { OrderCreate, OrderQuery } from "./schemas.ts";

export function findAll(
  em: EntityManager,
  query: OrderQuery,
  of: FilterQuery<Order> = {},
) {
  const asked: FilterQuery<Order> = {
    placedOn: query.placedOn,
    status: query.status,
    customer: query.customerId,
  };
  return findPage(em, Order, query, [of, asked]);
}

export const find = (em: EntityManager, id: number) => em.findOneOrFail(Order, id);

export async function create(em: EntityManager, data: OrderCreate) {
  const { customerId, ...fields } = data;
  const references = new References(em);
  const customer = await references.one(Customer, "customerId", customerId);
  references.check();
  const row = em.create(Order, { ...fields, customer });
  await em.flush();
  return row;
}

export function update(em: EntityManager, id: number, data: Partial<OrderCreate>) {
  const { customerId, ...fields } = data;
  return em.transactional(async (em) => {
    const row = await em.findOneOrFail(Order, id, locked);
    const references = new References(em);
    const customer = await references.one(Customer, "customerId", customerId);
    references.check();
    em.assign(row, { ...fields, customer }, { ignoreUndefined: true });
    return row;
  });
}

export const remove = (em: EntityManager, id: number) =>
  em.transactional(async (em) => em.remove(await em.findOneOrFail(Order, id, locked)));

import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage, locked, References } from "../../rows.ts";
import { Order } from "../orders/models.ts";
import { Product } from "../products/models.ts";
import { LineItem } from "./models.ts";
import type { LineItemCreate, LineItemQuery } from "./schemas.ts";

export function findAll(
  em: EntityManager,
  query: LineItemQuery,
  of: FilterQuery<LineItem> = {},
) {
  const asked: FilterQuery<LineItem> = {
    quantity: query.quantity,
    order: query.orderId,
    product: query.productId,
  };
  return findPage(em, LineItem, query, [of, asked]);
}

export const find = (em: EntityManager, id: number) => em.findOneOrFail(LineItem, id);

export async function create(em: EntityManager, data: LineItemCreate) {
  const { orderId, productId, ...fields } = data;
  const references = new References(em);
  const order = await references.one(Order, "orderId", orderId);
  const product = await references.one(Product, "productId", productId);
  references.check();
  const row = em.create(LineItem, { ...fields, order, product });
  await em.flush();
  return row;
}

export function update(em: EntityManager, id: number, data: Partial<LineItemCreate>) {
  const { orderId, productId, ...fields } = data;
  return em.transactional(async (em) => {
    const row = await em.findOneOrFail(LineItem, id, locked);
    const references = new References(em);
    const order = await references.one(Order, "orderId", orderId);
    const product = await references.one(Product, "productId", productId);
    references.check();
    em.assign(row, { ...fields, order, product }, { ignoreUndefined: true });
    return row;
  });
}

export const remove = (em: EntityManager, id: number) =>
  em.transactional(async (em) =>
    em.remove(await em.findOneOrFail(LineItem, id, locked)),
  );

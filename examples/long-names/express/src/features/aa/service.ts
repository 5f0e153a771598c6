import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage, locked, References } from "../../rows.ts";
import { PurchaseOrderLineItem } from "../purchase-order-line-items/models.ts";
import { A } from "./models.ts";
import type { ACreate, AQuery } from "./schemas.ts";

const populate = ["d:ref"] as const;

export function findAll(em: EntityManager, query: AQuery, of: FilterQuery<A> = {}) {
  return findPage(em, A, query, [of, { b: query.b, c: query.cId }], { populate });
}

export const find = (em: EntityManager, id: number) =>
  em.findOneOrFail(A, id, { populate, strategy: "joined" });

export async function create(em: EntityManager, data: ACreate) {
  const { cId, dIds, ...fields } = data;
  const references = new References(em);
  const c = await references.one(PurchaseOrderLineItem, "cId", cId);
  const d = await references.many(PurchaseOrderLineItem, "dIds", dIds);
  references.check();
  const row = em.create(A, { ...fields, c, d });
  await em.flush();
  return row;
}

export function update(em: EntityManager, id: number, data: Partial<ACreate>) {
  const { cId, dIds, ...fields } = data;
  return em.transactional(async (em) => {
    const row = await em.findOneOrFail(A, id, { populate, ...locked });
    const references = new References(em);
    const c = await references.one(PurchaseOrderLineItem, "cId", cId);
    const d = await references.many(PurchaseOrderLineItem, "dIds", dIds);
    references.check();
    em.assign(row, { ...fields, c, d }, { ignoreUndefined: true });
    if (row.d.isDirty()) row.updatedAt = new Date();
    return row;
  });
}

export const remove = (em: EntityManager, id: number) =>
  em.transactional(async (em) => em.remove(await em.findOneOrFail(A, id, locked)));

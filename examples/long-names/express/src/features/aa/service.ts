/**
 * What the application does with aa.
 *
 * Twin: app/features/aa/service.py
 */
import { em } from "../../db.ts";
import { paginate, type Query } from "../../http/page.ts";
import * as rows from "../../rows.ts";
import { PurchaseOrderLineItem } from "../purchase-order-line-items/models.ts";
import { A } from "./models.ts";
import type * as schemas from "./schemas.ts";

const REFERENCES = {
  cId: PurchaseOrderLineItem,
  dIds: PurchaseOrderLineItem,
};

export function findAll(query: Query) {
  return paginate(A, query);
}

export function find(id: number) {
  return rows.find(A, id);
}

export async function create(data: schemas.Create) {
  await rows.refuseMissing(data, REFERENCES);
  const a = em().create(A, data);
  await rows.save();
  return a;
}

export async function update(id: number, data: schemas.Update) {
  const a = await find(id);
  await rows.refuseMissing(data, REFERENCES);
  rows.assign(a, data);
  await rows.save(a);
  return a;
}

export function remove(id: number) {
  return rows.remove(A, id);
}

export async function findD(id: number, query: Query) {
  const a = await find(id);
  const ids = a.dIds.getIdentifiers();
  return paginate(PurchaseOrderLineItem, query, { id: { $in: ids } });
}

export async function findByC(id: number, query: Query) {
  await rows.find(PurchaseOrderLineItem, id);
  return paginate(A, query, { cId: id });
}

export async function findByD(id: number, query: Query) {
  await rows.find(PurchaseOrderLineItem, id);
  return paginate(A, query, { dIds: id });
}

/**
 * What the application does with supplier contact peoples.
 *
 * Twin: app/features/supplier_contact_peoples/service.py
 */
import { em } from "../../db.ts";
import { paginate, type Query } from "../../http/page.ts";
import * as rows from "../../rows.ts";
import { SupplierContactPersons } from "./models.ts";
import type * as schemas from "./schemas.ts";

export function findAll(query: Query) {
  return paginate(SupplierContactPersons, query);
}

export function find(id: number) {
  return rows.find(SupplierContactPersons, id);
}

export async function create(data: schemas.Create) {
  const supplierContactPersons = em().create(SupplierContactPersons, data);
  await rows.save();
  return supplierContactPersons;
}

export async function update(id: number, data: schemas.Update) {
  const supplierContactPersons = await find(id);
  rows.assign(supplierContactPersons, data);
  await rows.save(supplierContactPersons);
  return supplierContactPersons;
}

export function remove(id: number) {
  return rows.remove(SupplierContactPersons, id);
}

/**
 * What the application does with purchase order line items.
 *
 * Twin: app/features/purchase_order_line_items/service.py
 */
import { em } from "../../db.ts";
import { paginate, type Query } from "../../http/page.ts";
import * as rows from "../../rows.ts";
import { A } from "../aa/models.ts";
import { SupplierContactPersons } from "../supplier-contact-peoples/models.ts";
import { PurchaseOrderLineItem } from "./models.ts";
import type * as schemas from "./schemas.ts";

const REFERENCES = {
  supplierResponsibleManId: SupplierContactPersons,
  theParentOfThisItemsId: PurchaseOrderLineItem,
  eIds: A,
};

export function findAll(query: Query) {
  return paginate(PurchaseOrderLineItem, query);
}

export function find(id: number) {
  return rows.find(PurchaseOrderLineItem, id);
}

export async function create(data: schemas.Create) {
  await rows.refuseMissing(data, REFERENCES);
  const purchaseOrderLineItem = em().create(PurchaseOrderLineItem, data);
  await rows.save();
  return purchaseOrderLineItem;
}

export async function update(id: number, data: schemas.Update) {
  const purchaseOrderLineItem = await find(id);
  await rows.refuseMissing(data, REFERENCES);
  rows.assign(purchaseOrderLineItem, data);
  await rows.save(purchaseOrderLineItem);
  return purchaseOrderLineItem;
}

export function remove(id: number) {
  return rows.remove(PurchaseOrderLineItem, id);
}

export async function findE(id: number, query: Query) {
  const purchaseOrderLineItem = await find(id);
  const ids = purchaseOrderLineItem.eIds.getIdentifiers();
  return paginate(A, query, { id: { $in: ids } });
}

export async function findBySupplierResponsibleMan(id: number, query: Query) {
  await rows.find(SupplierContactPersons, id);
  return paginate(PurchaseOrderLineItem, query, { supplierResponsibleManId: id });
}

export async function findByTheParentOfThisItems(id: number, query: Query) {
  await rows.find(PurchaseOrderLineItem, id);
  return paginate(PurchaseOrderLineItem, query, { theParentOfThisItemsId: id });
}

export async function findByE(id: number, query: Query) {
  await rows.find(A, id);
  return paginate(PurchaseOrderLineItem, query, { eIds: id });
}

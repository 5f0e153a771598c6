import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage, locked, References } from "../../rows.ts";
import { A } from "../aa/models.ts";
import { SupplierContactPersons } from "../supplier-contact-peoples/models.ts";
import { PurchaseOrderLineItem } from "./models.ts";
import type {
  PurchaseOrderLineItemCreate,
  PurchaseOrderLineItemQuery,
} from "./schemas.ts";

const populate = ["e:ref"] as const;

export function findAll(
  em: EntityManager,
  query: PurchaseOrderLineItemQuery,
  of: FilterQuery<PurchaseOrderLineItem> = {},
) {
  const asked: FilterQuery<PurchaseOrderLineItem> = {
    customerReferenceText: query.customerReferenceText,
    internalReferenceCode: query.internalReferenceCode,
    expectedDeliveryDateX: query.expectedDeliveryDateX,
    supplierResponsibleMan: query.supplierResponsibleManId,
    theParentOfThisItems: query.theParentOfThisItemsId,
    fulfillmentStatusKind: query.fulfillmentStatusKind,
    isDeliveryConfirmedNo: query.isDeliveryConfirmedNo,
    contactEmailOfOrderer: query.contactEmailOfOrderer,
  };
  return findPage(em, PurchaseOrderLineItem, query, [of, asked], { populate });
}

export const find = (em: EntityManager, id: number) =>
  em.findOneOrFail(PurchaseOrderLineItem, id, { populate, strategy: "joined" });

export async function create(em: EntityManager, data: PurchaseOrderLineItemCreate) {
  const { supplierResponsibleManId, theParentOfThisItemsId, eIds, ...fields } = data;
  const references = new References(em);
  const supplierResponsibleMan = await references.one(
    SupplierContactPersons,
    "supplierResponsibleManId",
    supplierResponsibleManId,
  );
  const theParentOfThisItems = await references.one(
    PurchaseOrderLineItem,
    "theParentOfThisItemsId",
    theParentOfThisItemsId,
  );
  const e = await references.many(A, "eIds", eIds);
  references.check();
  const row = em.create(PurchaseOrderLineItem, {
    ...fields,
    supplierResponsibleMan,
    theParentOfThisItems,
    e,
  });
  await em.flush();
  return row;
}

export function update(
  em: EntityManager,
  id: number,
  data: Partial<PurchaseOrderLineItemCreate>,
) {
  const { supplierResponsibleManId, theParentOfThisItemsId, eIds, ...fields } = data;
  return em.transactional(async (em) => {
    const row = await em.findOneOrFail(PurchaseOrderLineItem, id, {
      populate,
      ...locked,
    });
    const references = new References(em);
    const supplierResponsibleMan = await references.one(
      SupplierContactPersons,
      "supplierResponsibleManId",
      supplierResponsibleManId,
    );
    const theParentOfThisItems = await references.one(
      PurchaseOrderLineItem,
      "theParentOfThisItemsId",
      theParentOfThisItemsId,
    );
    const e = await references.many(A, "eIds", eIds);
    references.check();
    const values = { ...fields, supplierResponsibleMan, theParentOfThisItems, e };
    em.assign(row, values, { ignoreUndefined: true });
    if (row.e.isDirty()) row.updatedAt = new Date();
    return row;
  });
}

export const remove = (em: EntityManager, id: number) =>
  em.transactional(async (em) =>
    em.remove(await em.findOneOrFail(PurchaseOrderLineItem, id, locked)),
  );

/** Makes rows over HTTP, and first the rows that they need: two of each resource. */
import assert from "node:assert/strict";
import { beforeEach } from "node:test";
import { client, type Row } from "./helpers.ts";

const made = new Map<string, Row>();
beforeEach(() => made.clear());

async function make(path: string, which: number, body: Row): Promise<Row> {
  const answer = await client.post(path, body);
  assert.equal(answer.status, 201, answer.text);
  made.set(`${path} ${which}`, answer.json);
  return answer.json;
}

const AA: Row[] = [
  {
    b: "First b",
  },
  {
    b: "Second b",
  },
];

export async function aBody(which = 0): Promise<Row> {
  return { ...AA[which] };
}

export async function makeA(which = 0): Promise<Row> {
  const path = "/api/aa";
  const known = made.get(`${path} ${which}`);
  return known ?? make(path, which, await aBody(which));
}

const PURCHASE_ORDER_LINE_ITEMS: Row[] = [
  {
    customerReferenceText: "First customer reference text",
    internalReferenceCode: "First internal reference code",
    expectedDeliveryDateX: "2026-01-28",
    fulfillmentStatusKind: "waiting-for-the-supplier",
    isDeliveryConfirmedNo: true,
    totalAmountAfterTaxes: "1.1000",
    warehouseConfirmedTime: "2026-01-28T12:00:00.000Z",
    contactEmailOfOrderer: "first@example.com",
    websiteOfManufacturers: "https://example.com/first",
    longDescriptionOfItem: "First long description of item",
  },
  {
    customerReferenceText: "Second customer reference text",
    internalReferenceCode: "Second internal reference code",
    expectedDeliveryDateX: "2026-02-28",
    fulfillmentStatusKind: "delivered-and-checked",
    isDeliveryConfirmedNo: false,
    totalAmountAfterTaxes: "2.2000",
    warehouseConfirmedTime: "2026-02-28T12:00:00.000Z",
    contactEmailOfOrderer: "second@example.com",
    websiteOfManufacturers: "https://example.com/second",
    longDescriptionOfItem: "Second long description of item",
  },
];

export async function purchaseOrderLineItemBody(which = 0): Promise<Row> {
  return { ...PURCHASE_ORDER_LINE_ITEMS[which] };
}

export async function makePurchaseOrderLineItem(which = 0): Promise<Row> {
  const path = "/api/purchase-order-line-items";
  const known = made.get(`${path} ${which}`);
  return known ?? make(path, which, await purchaseOrderLineItemBody(which));
}

const SUPPLIER_CONTACT_PEOPLES: Row[] = [
  {
    fullNameOfThatPerson: "First full name of that person",
  },
  {
    fullNameOfThatPerson: "Second full name of that person",
  },
];

export async function supplierContactPersonsBody(which = 0): Promise<Row> {
  return { ...SUPPLIER_CONTACT_PEOPLES[which] };
}

export async function makeSupplierContactPersons(which = 0): Promise<Row> {
  const path = "/api/supplier-contact-peoples";
  const known = made.get(`${path} ${which}`);
  return known ?? make(path, which, await supplierContactPersonsBody(which));
}

/**
 * Makes valid rows over HTTP.
 *
 * Twin: tests/factories.py
 */
import assert from "node:assert/strict";
import { client, type Row } from "./client.ts";

const AA: Row[] = [
  {
    b: "First b",
  },
  {
    b: "Second b",
  },
];

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

const SUPPLIER_CONTACT_PEOPLES: Row[] = [
  {
    fullNameOfThatPerson: "First full name of that person",
  },
  {
    fullNameOfThatPerson: "Second full name of that person",
  },
];

/** Makes rows 0 and 1 of everything, and first the rows that they need. */
export class Make {
  readonly made = new Map<string, Row>();

  async a(number = 0) {
    const body = await this.aBody(number);
    return this.row("/api/aa", number, body);
  }

  async aBody(number = 0) {
    const body = { ...AA[number] };
    return body;
  }

  async purchaseOrderLineItem(number = 0) {
    const body = await this.purchaseOrderLineItemBody(number);
    return this.row("/api/purchase-order-line-items", number, body);
  }

  async purchaseOrderLineItemBody(number = 0) {
    const body = { ...PURCHASE_ORDER_LINE_ITEMS[number] };
    return body;
  }

  async supplierContactPersons(number = 0) {
    const body = await this.supplierContactPersonsBody(number);
    return this.row("/api/supplier-contact-peoples", number, body);
  }

  async supplierContactPersonsBody(number = 0) {
    const body = { ...SUPPLIER_CONTACT_PEOPLES[number] };
    return body;
  }

  async row(path: string, number: number, body: Row) {
    const key = `${path} ${number}`;
    if (!this.made.has(key)) {
      const answer = await client.post(path, body);
      assert.equal(answer.status, 201, answer.text);
      this.made.set(key, answer.json);
    }
    return this.made.get(key) as Row;
  }
}

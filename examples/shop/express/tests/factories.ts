/**
 * Makes valid rows over HTTP.
 *
 * Twin: tests/factories.py
 */
import assert from "node:assert/strict";
import { client, type Row } from "./client.ts";

const CATEGORIES: Row[] = [
  {
    name: "First name",
  },
  {
    name: "Second name",
  },
];

const CUSTOMERS: Row[] = [
  {
    name: "First name",
    email: "first@example.com",
  },
  {
    name: "Second name",
    email: "second@example.com",
  },
];

const LINE_ITEMS: Row[] = [
  {
    quantity: 1,
    unitPrice: "1.10",
  },
  {
    quantity: 2,
    unitPrice: "2.20",
  },
];

const ORDERS: Row[] = [
  {
    placedOn: "2026-01-28",
    status: "open",
    note: "First note",
  },
  {
    placedOn: "2026-02-28",
    status: "cancelled",
    note: "Second note",
  },
];

const PRODUCTS: Row[] = [
  {
    name: "First name",
    sku: "First sku",
    price: "1.10",
    stock: 1,
    active: true,
  },
  {
    name: "Second name",
    sku: "Second sku",
    price: "2.20",
    stock: 2,
    active: false,
  },
];

/** Makes rows 0 and 1 of everything, and first the rows that they need. */
export class Make {
  readonly made = new Map<string, Row>();

  async category(number = 0) {
    const body = await this.categoryBody(number);
    return this.row("/api/categories", number, body);
  }

  async categoryBody(number = 0) {
    const body = { ...CATEGORIES[number] };
    return body;
  }

  async customer(number = 0) {
    const body = await this.customerBody(number);
    return this.row("/api/customers", number, body);
  }

  async customerBody(number = 0) {
    const body = { ...CUSTOMERS[number] };
    return body;
  }

  async lineItem(number = 0) {
    const body = await this.lineItemBody(number);
    return this.row("/api/line-items", number, body);
  }

  async lineItemBody(number = 0) {
    const body = { ...LINE_ITEMS[number] };
    body.orderId = (await this.order(number)).id;
    body.productId = (await this.product(number)).id;
    return body;
  }

  async order(number = 0) {
    const body = await this.orderBody(number);
    return this.row("/api/orders", number, body);
  }

  async orderBody(number = 0) {
    const body = { ...ORDERS[number] };
    body.customerId = (await this.customer(number)).id;
    return body;
  }

  async product(number = 0) {
    const body = await this.productBody(number);
    return this.row("/api/products", number, body);
  }

  async productBody(number = 0) {
    const body = { ...PRODUCTS[number] };
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

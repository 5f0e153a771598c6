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

const CATEGORIES: Row[] = [
  {
    name: "First name",
  },
  {
    name: "Second name",
  },
];

export async function categoryBody(which = 0): Promise<Row> {
  return { ...CATEGORIES[which] };
}

export async function makeCategory(which = 0): Promise<Row> {
  const path = "/api/categories";
  const known = made.get(`${path} ${which}`);
  return known ?? make(path, which, await categoryBody(which));
}

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

export async function customerBody(which = 0): Promise<Row> {
  return { ...CUSTOMERS[which] };
}

export async function makeCustomer(which = 0): Promise<Row> {
  const path = "/api/customers";
  const known = made.get(`${path} ${which}`);
  return known ?? make(path, which, await customerBody(which));
}

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

export async function lineItemBody(which = 0): Promise<Row> {
  return {
    ...LINE_ITEMS[which],
    orderId: (await makeOrder(which)).id,
    productId: (await makeProduct(which)).id,
  };
}

export async function makeLineItem(which = 0): Promise<Row> {
  const path = "/api/line-items";
  const known = made.get(`${path} ${which}`);
  return known ?? make(path, which, await lineItemBody(which));
}

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

export async function orderBody(which = 0): Promise<Row> {
  return {
    ...ORDERS[which],
    customerId: (await makeCustomer(which)).id,
  };
}

export async function makeOrder(which = 0): Promise<Row> {
  const path = "/api/orders";
  const known = made.get(`${path} ${which}`);
  return known ?? make(path, which, await orderBody(which));
}

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

export async function productBody(which = 0): Promise<Row> {
  return { ...PRODUCTS[which] };
}

export async function makeProduct(which = 0): Promise<Row> {
  const path = "/api/products";
  const known = made.get(`${path} ${which}`);
  return known ?? make(path, which, await productBody(which));
}

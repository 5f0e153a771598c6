/**
 * What clients of line items can rely on.
 *
 * Twin: tests/test_line_items.py
 */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { client } from "./client.ts";
import { Make } from "./factories.ts";
import { assertFilters, errors, MISSING } from "./helpers.ts";

const API = "/api/line-items";
let make: Make;
beforeEach(() => {
  make = new Make();
});

test("creates one and reads it back", async () => {
  const body = await make.lineItemBody();
  const answer = await client.post(API, body);
  const row = answer.json;
  const again = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get("Location"), `${API}/${row.id}`);
  assert.deepEqual({ ...row, ...body }, row);
  assert.equal(row.updatedAt, row.createdAt);
  assert.deepEqual(again.json, row);
});

test("applies defaults", async () => {
  const body = await make.lineItemBody();
  delete body.quantity;
  const row = (await client.post(API, body)).json;

  assert.equal(row.quantity, 1);
});

test("lists them in pages", async () => {
  await make.lineItem(0);
  const second = await make.lineItem(1);
  const page = await client.get(`${API}?page=2&perPage=1`);

  assert.deepEqual(page.json, {
    items: [second],
    page: 2,
    perPage: 1,
    total: 2,
    pages: 2,
  });
});

test("sorts them", async () => {
  const first = await make.lineItem(0);
  const second = await make.lineItem(1);
  const page = await client.get(`${API}?sort=-id`);

  assert.deepEqual(page.json.items, [second, first]);
});

test("filters them", async () => {
  const first = await make.lineItem(0);
  const second = await make.lineItem(1);
  const rows = [first, second];

  await assertFilters(API, rows, "quantity");
  await assertFilters(API, rows, "orderId");
  await assertFilters(API, rows, "productId");
});

test("refuses a missing order", async () => {
  const body = await make.lineItemBody();
  body.orderId = MISSING;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(errors(answer), { "/orderId": "reference" });
});

test("refuses a missing product", async () => {
  const body = await make.lineItemBody();
  body.productId = MISSING;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(errors(answer), { "/productId": "reference" });
});

test("lists those of one order", async () => {
  const { id } = await make.order(1);
  const body = await make.lineItemBody();
  body.orderId = id;
  const row = (await client.post(API, body)).json;
  const path = `/api/orders/${id}/line-items`;
  const page = await client.get(path);

  assert.deepEqual(page.json.items, [row]);
});

test("lists those of one product", async () => {
  const { id } = await make.product(1);
  const body = await make.lineItemBody();
  body.productId = id;
  const row = (await client.post(API, body)).json;
  const path = `/api/products/${id}/line-items`;
  const page = await client.get(path);

  assert.deepEqual(page.json.items, [row]);
});

test("updates some fields", async () => {
  let row = await make.lineItem();
  const changes = Object.entries(await make.lineItemBody(1));

  for (const [name, value] of changes) {
    const answer = await client.patch(`${API}/${row.id}`, { [name]: value });
    const { updatedAt } = answer.json;
    assert.deepEqual(answer.json, { ...row, [name]: value, updatedAt });
    row = answer.json;
  }
});

test("deletes one", async () => {
  const { id } = await make.lineItem();
  const answer = await client.delete(`${API}/${id}`);
  const after = await client.get(`${API}/${id}`);

  assert.equal(answer.status, 204);
  assert.equal(after.status, 404);
});

test("keeps the order that it needs", async () => {
  const row = await make.lineItem();
  const path = `/api/orders/${row.orderId}`;
  const answer = await client.delete(path);
  const after = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 409);
  assert.deepEqual(after.json, row);
});

test("keeps the product that it needs", async () => {
  const row = await make.lineItem();
  const path = `/api/products/${row.productId}`;
  const answer = await client.delete(path);
  const after = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 409);
  assert.deepEqual(after.json, row);
});

test("reports every invalid field", async () => {
  const body = {
    quantity: {},
    "no-such-field": 1,
  };
  const answer = await client.post(API, body);
  const expected = {
    "/unitPrice": "required",
    "/orderId": "required",
    "/productId": "required",
    "/quantity": "type",
    "/no-such-field": "additionalProperties",
  };

  assert.equal(answer.status, 422);
  assert.deepEqual(errors(answer), expected);
});

test("answers 404 for an unknown id", async () => {
  for (const id of [MISSING, "0", "one"]) {
    const shown = await client.get(`${API}/${id}`);
    const updated = await client.patch(`${API}/${id}`, {});
    const deleted = await client.delete(`${API}/${id}`);
    assert.deepEqual([shown.status, updated.status, deleted.status], [404, 404, 404]);
  }
});

test("answers 405 with the allowed methods", async () => {
  const many = await client.send("PUT", API);
  const one = await client.send("PUT", `${API}/1`);

  assert.deepEqual([many.status, one.status], [405, 405]);
  assert.equal(many.headers.get("Allow"), "GET, HEAD, POST");
  assert.equal(one.headers.get("Allow"), "DELETE, GET, HEAD, PATCH");
});

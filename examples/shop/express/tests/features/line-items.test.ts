import assert from "node:assert/strict";
import { test } from "node:test";
import { lineItemBody, makeLineItem, makeOrder, makeProduct } from "../factories.ts";
import { client, codes, db, ids } from "../helpers.ts";

const API = "/api/line-items";

test("creates one and shows it", async () => {
  const body = await lineItemBody();
  const answer = await client.post(API, body);
  const row = answer.json;

  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get("Location"), `${API}/${row.id}`);
  assert.deepEqual({ ...row, ...body }, row);
  assert.equal(row.updatedAt, row.createdAt);
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("fills in defaults", async () => {
  const body = await lineItemBody();
  delete body.quantity;
  const { json } = await client.post(API, body);

  assert.equal(json.quantity, 1);
});

test("refuses fields that are missing unknown or wrong", async () => {
  const answer = await client.post(API, {
    quantity: {},
    unknown: 1,
  });

  assert.equal(answer.status, 422);
  assert.deepEqual(codes(answer), {
    "/unitPrice": "required",
    "/orderId": "required",
    "/productId": "required",
    "/quantity": "type",
    "/unknown": "additionalProperties",
  });
});

test("changes only the fields that are given", async () => {
  const body = await lineItemBody();
  let row = await makeLineItem();
  const changes = Object.entries(await lineItemBody(1));

  for (const [name, value] of changes) {
    body[name] = value;
    row = (await client.patch(`${API}/${row.id}`, { [name]: value })).json;
    assert.deepEqual({ ...row, ...body }, row);
  }
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("deletes one", async () => {
  const { id } = await makeLineItem();
  const statuses = [];
  for (const _ of "12") statuses.push((await client.delete(`${API}/${id}`)).status);

  assert.deepEqual(statuses, [204, 404]);
  assert.equal((await client.get(`${API}/${id}`)).status, 404);
});

test("answers 404 for ids that no row can have", async () => {
  for (const id of ["0", "-1", "1.5", "one", "2147483648"]) {
    assert.equal((await client.get(`${API}/${id}`)).status, 404);
    assert.equal((await client.patch(`${API}/${id}`, {})).status, 404);
  }
});

test("lists page by page", async () => {
  await makeLineItem();
  const second = await makeLineItem(1);
  const { json } = await client.get(`${API}?page=2&perPage=1`);

  assert.deepEqual(json, { items: [second], page: 2, perPage: 1, total: 2, pages: 2 });
});

test("sorts both ways", async () => {
  const first = await makeLineItem();
  const second = await makeLineItem(1);

  assert.deepEqual(ids(await client.get(`${API}?sort=id`)), [first.id, second.id]);
  assert.deepEqual(ids(await client.get(`${API}?sort=-id`)), [second.id, first.id]);
});

test("filters by equality", async () => {
  const first = await makeLineItem();
  const rows = [first, await makeLineItem(1)];

  for (const name of ["quantity", "orderId", "productId"]) {
    const value = first[name];
    const asked = new URLSearchParams({ [name]: String(value) });
    const expected = rows.filter((row) => row[name] === value);
    assert.deepEqual((await client.get(`${API}?${asked}`)).json.items, expected, name);
  }
});

test("refuses unknown and wrong query parameters", async () => {
  const answer = await client.get(`${API}?page=0&perPage=x&sort=unknown&unknown=1`);

  assert.equal(answer.status, 422);
  assert.deepEqual(codes(answer), {
    "/page": "minimum",
    "/perPage": "type",
    "/sort": "enum",
    "/unknown": "additionalProperties",
  });
});

test("reads a list in at most three statements", async (t) => {
  for (const which of [0, 1]) await makeLineItem(which);
  const asked = t.mock.method(db.driver.getConnection(), "execute");
  await client.get(API);

  assert.ok([2, 3].includes(asked.mock.callCount()), `${asked.mock.callCount()}`);
});

test("refuses a order that does not exist", async () => {
  const body = await lineItemBody();
  body.orderId = 2_147_483_647;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/orderId": "reference" });
});

test("refuses a product that does not exist", async () => {
  const body = await lineItemBody();
  body.productId = 2_147_483_647;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/productId": "reference" });
});

test("lists those of one order", async () => {
  await makeLineItem();
  const { id } = await makeOrder(1);
  const body = await lineItemBody(1);
  body.orderId = id;
  const row = (await client.post(API, body)).json;

  for (const path of [`orders/${id}/line-items`, `line-items?orderId=${id}`]) {
    assert.deepEqual((await client.get(`/api/${path}`)).json.items, [row]);
  }
  const missing = "/api/orders/2147483647/line-items";
  assert.equal((await client.get(missing)).status, 404);
});

test("lists those of one product", async () => {
  await makeLineItem();
  const { id } = await makeProduct(1);
  const body = await lineItemBody(1);
  body.productId = id;
  const row = (await client.post(API, body)).json;

  for (const path of [`products/${id}/line-items`, `line-items?productId=${id}`]) {
    assert.deepEqual((await client.get(`/api/${path}`)).json.items, [row]);
  }
  const missing = "/api/products/2147483647/line-items";
  assert.equal((await client.get(missing)).status, 404);
});

test("keeps a order that is needed", async () => {
  const row = await makeLineItem();
  const path = `/api/orders/${row.orderId}`;
  const answer = await client.delete(path);

  assert.equal(answer.status, 409);
  assert.equal((await client.get(path)).status, 200);
});

test("keeps a product that is needed", async () => {
  const row = await makeLineItem();
  const path = `/api/products/${row.productId}`;
  const answer = await client.delete(path);

  assert.equal(answer.status, 409);
  assert.equal((await client.get(path)).status, 200);
});

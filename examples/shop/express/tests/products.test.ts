/**
 * What clients of products can rely on.
 *
 * Twin: tests/test_products.py
 */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { client } from "./client.ts";
import { Make } from "./factories.ts";
import { assertFilters, errors, MISSING } from "./helpers.ts";

const API = "/api/products";
let make: Make;
beforeEach(() => {
  make = new Make();
});

test("creates one and reads it back", async () => {
  const body = await make.productBody();
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
  const body = await make.productBody();
  delete body.stock;
  delete body.active;
  const row = (await client.post(API, body)).json;

  assert.equal(row.stock, 0);
  assert.equal(row.active, true);
});

test("lists them in pages", async () => {
  await make.product(0);
  const second = await make.product(1);
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
  const first = await make.product(0);
  const second = await make.product(1);
  const page = await client.get(`${API}?sort=-id`);

  assert.deepEqual(page.json.items, [second, first]);
});

test("filters them", async () => {
  const first = await make.product(0);
  const second = await make.product(1);
  const rows = [first, second];

  await assertFilters(API, rows, "name");
  await assertFilters(API, rows, "sku");
  await assertFilters(API, rows, "stock");
  await assertFilters(API, rows, "active");
});

test("refuses a taken sku", async () => {
  const taken = await make.product(0);
  const body = await make.productBody(1);
  body.sku = taken.sku;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(errors(answer), { "/sku": "unique" });
});

test("refuses missing categories", async () => {
  const body = await make.productBody();
  body.categoryIds = [MISSING];
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(errors(answer), { "/categoryIds": "reference" });
});

test("keeps its categories", async () => {
  const { id } = await make.category(1);
  const body = await make.productBody();
  body.categoryIds = [id];
  const row = (await client.post(API, body)).json;
  const listed = await client.get(`${API}/${row.id}/categories`);
  const path = `/api/categories/${id}/products`;
  const inverse = await client.get(path);

  assert.deepEqual(row.categoryIds, [id]);
  assert.equal(listed.json.items.length, 1);
  assert.equal(listed.json.items[0].id, id);
  assert.deepEqual(inverse.json.items, [row]);
});

test("updates some fields", async () => {
  let row = await make.product();
  const changes = Object.entries(await make.productBody(1));

  for (const [name, value] of changes) {
    const answer = await client.patch(`${API}/${row.id}`, { [name]: value });
    const { updatedAt } = answer.json;
    assert.deepEqual(answer.json, { ...row, [name]: value, updatedAt });
    row = answer.json;
  }
});

test("deletes one", async () => {
  const { id } = await make.product();
  const answer = await client.delete(`${API}/${id}`);
  const after = await client.get(`${API}/${id}`);

  assert.equal(answer.status, 204);
  assert.equal(after.status, 404);
});

test("forgets its deleted categories", async () => {
  const { id } = await make.category(1);
  const body = await make.productBody();
  body.categoryIds = [id];
  const row = (await client.post(API, body)).json;
  const answer = await client.delete(`/api/categories/${id}`);
  const after = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 204);
  assert.deepEqual(after.json.categoryIds, []);
});

test("reports every invalid field", async () => {
  const body = {
    stock: {},
    active: {},
    categoryIds: {},
    "no-such-field": 1,
  };
  const answer = await client.post(API, body);
  const expected = {
    "/name": "required",
    "/sku": "required",
    "/price": "required",
    "/stock": "type",
    "/active": "type",
    "/categoryIds": "type",
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

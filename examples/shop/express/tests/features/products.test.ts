import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCategory, makeProduct, productBody } from "../factories.ts";
import { client, codes, db, ids } from "../helpers.ts";

const API = "/api/products";

test("creates one and shows it", async () => {
  const body = await productBody();
  const answer = await client.post(API, body);
  const row = answer.json;

  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get("Location"), `${API}/${row.id}`);
  assert.deepEqual({ ...row, ...body }, row);
  assert.equal(row.updatedAt, row.createdAt);
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("fills in defaults", async () => {
  const body = await productBody();
  delete body.stock;
  delete body.active;
  const { json } = await client.post(API, body);

  assert.equal(json.stock, 0);
  assert.equal(json.active, true);
});

test("refuses fields that are missing unknown or wrong", async () => {
  const answer = await client.post(API, {
    stock: {},
    active: {},
    categoryIds: {},
    unknown: 1,
  });

  assert.equal(answer.status, 422);
  assert.deepEqual(codes(answer), {
    "/name": "required",
    "/sku": "required",
    "/price": "required",
    "/stock": "type",
    "/active": "type",
    "/categoryIds": "type",
    "/unknown": "additionalProperties",
  });
});

test("changes only the fields that are given", async () => {
  const body = await productBody();
  let row = await makeProduct();
  const changes = Object.entries(await productBody(1));

  for (const [name, value] of changes) {
    body[name] = value;
    row = (await client.patch(`${API}/${row.id}`, { [name]: value })).json;
    assert.deepEqual({ ...row, ...body }, row);
  }
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("deletes one", async () => {
  const { id } = await makeProduct();
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
  await makeProduct();
  const second = await makeProduct(1);
  const { json } = await client.get(`${API}?page=2&perPage=1`);

  assert.deepEqual(json, { items: [second], page: 2, perPage: 1, total: 2, pages: 2 });
});

test("sorts both ways", async () => {
  const first = await makeProduct();
  const second = await makeProduct(1);

  assert.deepEqual(ids(await client.get(`${API}?sort=id`)), [first.id, second.id]);
  assert.deepEqual(ids(await client.get(`${API}?sort=-id`)), [second.id, first.id]);
});

test("filters by equality", async () => {
  const first = await makeProduct();
  const rows = [first, await makeProduct(1)];

  for (const name of ["name", "sku", "stock", "active"]) {
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
  for (const which of [0, 1]) await makeProduct(which);
  const asked = t.mock.method(db.driver.getConnection(), "execute");
  await client.get(API);

  assert.ok([2, 3].includes(asked.mock.callCount()), `${asked.mock.callCount()}`);
});

test("refuses a sku that is taken", async () => {
  const taken = await makeProduct();
  const body = await productBody(1);
  body.sku = taken.sku;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/sku": "unique" });
});

test("tells upper case from lower case", async () => {
  const lower = await productBody();
  const upper = await productBody(1);
  lower.sku = "a";
  upper.sku = "A";

  assert.equal((await client.post(API, lower)).status, 201);
  assert.equal((await client.post(API, upper)).status, 201);
});

test("counts characters not bytes", async () => {
  const body = await productBody();
  body.name = "😀".repeat(80);
  const answer = await client.post(API, body);
  body.name = "😀".repeat(81);
  const refused = await client.post(API, body);

  assert.equal(answer.json.name, "😀".repeat(80));
  assert.deepEqual(codes(refused), { "/name": "maxLength" });
});

test("refuses categories that do not exist", async () => {
  const body = await productBody();
  body.categoryIds = [2_147_483_647];
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/categoryIds": "reference" });
});

test("ties categories and lists both ways", async () => {
  const { id } = await makeCategory(1);
  const body = await productBody();
  body.categoryIds = [id];
  const row = (await client.post(API, body)).json;
  const tied = await client.get(`${API}/${row.id}/categories`);
  const back = await client.get(`/api/categories/${id}/products`);

  assert.deepEqual(row.categoryIds, [id]);
  assert.deepEqual(ids(tied), [id]);
  assert.deepEqual(back.json.items, [row]);
});

test("forgets categories that are deleted", async () => {
  const { id } = await makeCategory(1);
  const body = await productBody();
  body.categoryIds = [id];
  const row = (await client.post(API, body)).json;
  const answer = await client.delete(`/api/categories/${id}`);
  const { json } = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 204);
  assert.deepEqual(json.categoryIds, []);
});

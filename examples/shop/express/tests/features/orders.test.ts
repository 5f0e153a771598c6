import assert from "node:assert/strict";
import { test } from "node:test";
import { Order } from "../../src/features/orders/models.ts";
import { makeCustomer, makeOrder, orderBody } from "../factories.ts";
import { client, codes, db, ids } from "../helpers.ts";

const API = "/api/orders";

test("creates one and shows it", async () => {
  const body = await orderBody();
  const answer = await client.post(API, body);
  const row = answer.json;

  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get("Location"), `${API}/${row.id}`);
  assert.deepEqual({ ...row, ...body }, row);
  assert.equal(row.updatedAt, row.createdAt);
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("fills in defaults", async () => {
  const body = await orderBody();
  delete body.status;
  const { json } = await client.post(API, body);

  assert.equal(json.status, "open");
});

test("shows a status that other code stored", async () => {
  const row = await makeOrder();
  const stored = { status: "none of the choices" };
  await db.em.fork().nativeUpdate<object>(Order, {}, stored);
  const { items } = (await client.get(API)).json;

  assert.deepEqual(items, [{ ...row, ...stored, updatedAt: items[0].updatedAt }]);
});

test("refuses fields that are missing unknown or wrong", async () => {
  const answer = await client.post(API, {
    status: {},
    note: {},
    unknown: 1,
  });

  assert.equal(answer.status, 422);
  assert.deepEqual(codes(answer), {
    "/placedOn": "required",
    "/customerId": "required",
    "/status": "type",
    "/note": "type",
    "/unknown": "additionalProperties",
  });
});

test("changes only the fields that are given", async () => {
  const body = await orderBody();
  let row = await makeOrder();
  const changes = Object.entries(await orderBody(1));

  for (const [name, value] of changes) {
    body[name] = value;
    row = (await client.patch(`${API}/${row.id}`, { [name]: value })).json;
    assert.deepEqual({ ...row, ...body }, row);
  }
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("clears optional fields with null", async () => {
  const row = await makeOrder();
  const empty = { note: null };
  const { json } = await client.patch(`${API}/${row.id}`, empty);

  assert.deepEqual({ ...json, ...empty }, json);
});

test("deletes one", async () => {
  const { id } = await makeOrder();
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
  await makeOrder();
  const second = await makeOrder(1);
  const { json } = await client.get(`${API}?page=2&perPage=1`);

  assert.deepEqual(json, { items: [second], page: 2, perPage: 1, total: 2, pages: 2 });
});

test("sorts both ways", async () => {
  const first = await makeOrder();
  const second = await makeOrder(1);

  assert.deepEqual(ids(await client.get(`${API}?sort=id`)), [first.id, second.id]);
  assert.deepEqual(ids(await client.get(`${API}?sort=-id`)), [second.id, first.id]);
});

test("filters by equality", async () => {
  const first = await makeOrder();
  const rows = [first, await makeOrder(1)];

  for (const name of ["placedOn", "status", "customerId"]) {
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
  for (const which of [0, 1]) await makeOrder(which);
  const asked = t.mock.method(db.driver.getConnection(), "execute");
  await client.get(API);

  assert.ok([2, 3].includes(asked.mock.callCount()), `${asked.mock.callCount()}`);
});

test("refuses a customer that does not exist", async () => {
  const body = await orderBody();
  body.customerId = 2_147_483_647;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/customerId": "reference" });
});

test("lists those of one customer", async () => {
  await makeOrder();
  const { id } = await makeCustomer(1);
  const body = await orderBody(1);
  body.customerId = id;
  const row = (await client.post(API, body)).json;

  for (const path of [`customers/${id}/orders`, `orders?customerId=${id}`]) {
    assert.deepEqual((await client.get(`/api/${path}`)).json.items, [row]);
  }
  const missing = "/api/customers/2147483647/orders";
  assert.equal((await client.get(missing)).status, 404);
});

test("keeps a customer that is needed", async () => {
  const row = await makeOrder();
  const path = `/api/customers/${row.customerId}`;
  const answer = await client.delete(path);

  assert.equal(answer.status, 409);
  assert.equal((await client.get(path)).status, 200);
});

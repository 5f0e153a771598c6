import assert from "node:assert/strict";
import { test } from "node:test";
import { aBody, makeA, makePurchaseOrderLineItem } from "../factories.ts";
import { client, codes, db, ids } from "../helpers.ts";

const API = "/api/aa";

test("creates one and shows it", async () => {
  const body = await aBody();
  const answer = await client.post(API, body);
  const row = answer.json;

  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get("Location"), `${API}/${row.id}`);
  assert.deepEqual({ ...row, ...body }, row);
  assert.equal(row.updatedAt, row.createdAt);
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("refuses fields that are missing unknown or wrong", async () => {
  const answer = await client.post(API, {
    cId: {},
    dIds: {},
    unknown: 1,
  });

  assert.equal(answer.status, 422);
  assert.deepEqual(codes(answer), {
    "/b": "required",
    "/cId": "type",
    "/dIds": "type",
    "/unknown": "additionalProperties",
  });
});

test("changes only the fields that are given", async () => {
  const body = await aBody();
  let row = await makeA();
  const changes = Object.entries(await aBody(1));

  for (const [name, value] of changes) {
    body[name] = value;
    row = (await client.patch(`${API}/${row.id}`, { [name]: value })).json;
    assert.deepEqual({ ...row, ...body }, row);
  }
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("clears optional fields with null", async () => {
  const row = await makeA();
  const empty = { cId: null };
  const { json } = await client.patch(`${API}/${row.id}`, empty);

  assert.deepEqual({ ...json, ...empty }, json);
});

test("deletes one", async () => {
  const { id } = await makeA();
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
  await makeA();
  const second = await makeA(1);
  const { json } = await client.get(`${API}?page=2&perPage=1`);

  assert.deepEqual(json, { items: [second], page: 2, perPage: 1, total: 2, pages: 2 });
});

test("sorts both ways", async () => {
  const first = await makeA();
  const second = await makeA(1);

  assert.deepEqual(ids(await client.get(`${API}?sort=id`)), [first.id, second.id]);
  assert.deepEqual(ids(await client.get(`${API}?sort=-id`)), [second.id, first.id]);
});

test("filters by equality", async () => {
  const first = await makeA();
  const rows = [first, await makeA(1)];

  for (const name of ["b"]) {
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
  for (const which of [0, 1]) await makeA(which);
  const asked = t.mock.method(db.driver.getConnection(), "execute");
  await client.get(API);

  assert.ok([2, 3].includes(asked.mock.callCount()), `${asked.mock.callCount()}`);
});

test("counts characters not bytes", async () => {
  const body = await aBody();
  body.b = "😀".repeat(255);
  const answer = await client.post(API, body);
  body.b = "😀".repeat(256);
  const refused = await client.post(API, body);

  assert.equal(answer.json.b, "😀".repeat(255));
  assert.deepEqual(codes(refused), { "/b": "maxLength" });
});

test("refuses a c that does not exist", async () => {
  const body = await aBody();
  body.cId = 2_147_483_647;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/cId": "reference" });
});

test("refuses d that do not exist", async () => {
  const body = await aBody();
  body.dIds = [2_147_483_647];
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/dIds": "reference" });
});

test("lists those of one c", async () => {
  await makeA();
  const { id } = await makePurchaseOrderLineItem(1);
  const body = await aBody(1);
  body.cId = id;
  const row = (await client.post(API, body)).json;

  for (const path of [`purchase-order-line-items/${id}/aa`, `aa?cId=${id}`]) {
    assert.deepEqual((await client.get(`/api/${path}`)).json.items, [row]);
  }
  const missing = "/api/purchase-order-line-items/2147483647/aa";
  assert.equal((await client.get(missing)).status, 404);
});

test("ties d and lists both ways", async () => {
  const { id } = await makePurchaseOrderLineItem(1);
  const body = await aBody();
  body.dIds = [id];
  const row = (await client.post(API, body)).json;
  const tied = await client.get(`${API}/${row.id}/d`);
  const back = await client.get(`/api/purchase-order-line-items/${id}/aa-as-d`);

  assert.deepEqual(row.dIds, [id]);
  assert.deepEqual(ids(tied), [id]);
  assert.deepEqual(back.json.items, [row]);
});

test("forgets a c that is deleted", async () => {
  const { id } = await makePurchaseOrderLineItem(1);
  const body = await aBody();
  body.cId = id;
  const row = (await client.post(API, body)).json;
  const answer = await client.delete(`/api/purchase-order-line-items/${id}`);
  const { json } = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 204);
  assert.deepEqual(json.cId, null);
});

test("forgets d that are deleted", async () => {
  const { id } = await makePurchaseOrderLineItem(1);
  const body = await aBody();
  body.dIds = [id];
  const row = (await client.post(API, body)).json;
  const answer = await client.delete(`/api/purchase-order-line-items/${id}`);
  const { json } = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 204);
  assert.deepEqual(json.dIds, []);
});

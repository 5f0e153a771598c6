import assert from "node:assert/strict";
import { test } from "node:test";
import { categoryBody, makeCategory } from "../factories.ts";
import { client, codes, db, ids } from "../helpers.ts";

const API = "/api/categories";

test("creates one and shows it", async () => {
  const body = await categoryBody();
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
    parentId: {},
    unknown: 1,
  });

  assert.equal(answer.status, 422);
  assert.deepEqual(codes(answer), {
    "/name": "required",
    "/parentId": "type",
    "/unknown": "additionalProperties",
  });
});

test("changes only the fields that are given", async () => {
  const body = await categoryBody();
  let row = await makeCategory();
  const changes = Object.entries(await categoryBody(1));

  for (const [name, value] of changes) {
    body[name] = value;
    row = (await client.patch(`${API}/${row.id}`, { [name]: value })).json;
    assert.deepEqual({ ...row, ...body }, row);
  }
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("clears optional fields with null", async () => {
  const row = await makeCategory();
  const empty = { parentId: null };
  const { json } = await client.patch(`${API}/${row.id}`, empty);

  assert.deepEqual({ ...json, ...empty }, json);
});

test("deletes one", async () => {
  const { id } = await makeCategory();
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
  await makeCategory();
  const second = await makeCategory(1);
  const { json } = await client.get(`${API}?page=2&perPage=1`);

  assert.deepEqual(json, { items: [second], page: 2, perPage: 1, total: 2, pages: 2 });
});

test("sorts both ways", async () => {
  const first = await makeCategory();
  const second = await makeCategory(1);

  assert.deepEqual(ids(await client.get(`${API}?sort=id`)), [first.id, second.id]);
  assert.deepEqual(ids(await client.get(`${API}?sort=-id`)), [second.id, first.id]);
});

test("filters by equality", async () => {
  const first = await makeCategory();
  const rows = [first, await makeCategory(1)];

  for (const name of ["name"]) {
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
  for (const which of [0, 1]) await makeCategory(which);
  const asked = t.mock.method(db.driver.getConnection(), "execute");
  await client.get(API);

  assert.ok([2, 3].includes(asked.mock.callCount()), `${asked.mock.callCount()}`);
});

test("refuses a name that is taken", async () => {
  const taken = await makeCategory();
  const body = await categoryBody(1);
  body.name = taken.name;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/name": "unique" });
});

test("tells upper case from lower case", async () => {
  const lower = await categoryBody();
  const upper = await categoryBody(1);
  lower.name = "a";
  upper.name = "A";

  assert.equal((await client.post(API, lower)).status, 201);
  assert.equal((await client.post(API, upper)).status, 201);
});

test("counts characters not bytes", async () => {
  const body = await categoryBody();
  body.name = "😀".repeat(80);
  const answer = await client.post(API, body);
  body.name = "😀".repeat(81);
  const refused = await client.post(API, body);

  assert.equal(answer.json.name, "😀".repeat(80));
  assert.deepEqual(codes(refused), { "/name": "maxLength" });
});

test("refuses a parent that does not exist", async () => {
  const body = await categoryBody();
  body.parentId = 2_147_483_647;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/parentId": "reference" });
});

test("lists those of one parent", async () => {
  const { id } = await makeCategory(1);
  const body = await categoryBody(0);
  body.parentId = id;
  const row = (await client.post(API, body)).json;

  for (const path of [`categories/${id}/categories`, `categories?parentId=${id}`]) {
    assert.deepEqual((await client.get(`/api/${path}`)).json.items, [row]);
  }
  const missing = "/api/categories/2147483647/categories";
  assert.equal((await client.get(missing)).status, 404);
});

test("forgets a parent that is deleted", async () => {
  const { id } = await makeCategory(1);
  const body = await categoryBody();
  body.parentId = id;
  const row = (await client.post(API, body)).json;
  const answer = await client.delete(`/api/categories/${id}`);
  const { json } = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 204);
  assert.deepEqual(json.parentId, null);
});

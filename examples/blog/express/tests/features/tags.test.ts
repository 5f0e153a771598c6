import assert from "node:assert/strict";
import { test } from "node:test";
import { makeTag, tagBody } from "../factories.ts";
import { client, codes, db, ids } from "../helpers.ts";

const API = "/api/tags";

test("creates one and shows it", async () => {
  const body = await tagBody();
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
    unknown: 1,
  });

  assert.equal(answer.status, 422);
  assert.deepEqual(codes(answer), {
    "/name": "required",
    "/unknown": "additionalProperties",
  });
});

test("changes only the fields that are given", async () => {
  const body = await tagBody();
  let row = await makeTag();
  const changes = Object.entries(await tagBody(1));

  for (const [name, value] of changes) {
    body[name] = value;
    row = (await client.patch(`${API}/${row.id}`, { [name]: value })).json;
    assert.deepEqual({ ...row, ...body }, row);
  }
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("deletes one", async () => {
  const { id } = await makeTag();
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
  await makeTag();
  const second = await makeTag(1);
  const { json } = await client.get(`${API}?page=2&perPage=1`);

  assert.deepEqual(json, { items: [second], page: 2, perPage: 1, total: 2, pages: 2 });
});

test("sorts both ways", async () => {
  const first = await makeTag();
  const second = await makeTag(1);

  assert.deepEqual(ids(await client.get(`${API}?sort=id`)), [first.id, second.id]);
  assert.deepEqual(ids(await client.get(`${API}?sort=-id`)), [second.id, first.id]);
});

test("filters by equality", async () => {
  const first = await makeTag();
  const rows = [first, await makeTag(1)];

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
  for (const which of [0, 1]) await makeTag(which);
  const asked = t.mock.method(db.driver.getConnection(), "execute");
  await client.get(API);

  assert.ok([2, 3].includes(asked.mock.callCount()), `${asked.mock.callCount()}`);
});

test("refuses a name that is taken", async () => {
  const taken = await makeTag();
  const body = await tagBody(1);
  body.name = taken.name;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/name": "unique" });
});

test("tells upper case from lower case", async () => {
  const lower = await tagBody();
  const upper = await tagBody(1);
  lower.name = "a";
  upper.name = "A";

  assert.equal((await client.post(API, lower)).status, 201);
  assert.equal((await client.post(API, upper)).status, 201);
});

test("counts characters not bytes", async () => {
  const body = await tagBody();
  body.name = "😀".repeat(40);
  const answer = await client.post(API, body);
  body.name = "😀".repeat(41);
  const refused = await client.post(API, body);

  assert.equal(answer.json.name, "😀".repeat(40));
  assert.deepEqual(codes(refused), { "/name": "maxLength" });
});

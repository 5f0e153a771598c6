import assert from "node:assert/strict";
import { test } from "node:test";
import { Post } from "../../src/features/posts/models.ts";
import { makePost, makeTag, postBody } from "../factories.ts";
import { client, codes, db, ids } from "../helpers.ts";

const API = "/api/posts";

test("creates one and shows it", async () => {
  const body = await postBody();
  const answer = await client.post(API, body);
  const row = answer.json;

  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get("Location"), `${API}/${row.id}`);
  assert.deepEqual({ ...row, ...body }, row);
  assert.equal(row.updatedAt, row.createdAt);
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("fills in defaults", async () => {
  const body = await postBody();
  delete body.status;
  const { json } = await client.post(API, body);

  assert.equal(json.status, "draft");
});

test("keeps instants in utc", async () => {
  const body = await postBody();
  body.publishedAt = "2026-01-31T12:00:00+02:00";
  const { json } = await client.post(API, body);

  assert.equal(json.publishedAt, "2026-01-31T10:00:00.000Z");
});

test("shows a status that other code stored", async () => {
  const row = await makePost();
  const stored = { status: "none of the choices" };
  await db.em.fork().nativeUpdate<object>(Post, {}, stored);
  const { items } = (await client.get(API)).json;

  assert.deepEqual(items, [{ ...row, ...stored, updatedAt: items[0].updatedAt }]);
});

test("refuses fields that are missing unknown or wrong", async () => {
  const answer = await client.post(API, {
    status: {},
    publishedAt: {},
    tagIds: {},
    unknown: 1,
  });

  assert.equal(answer.status, 422);
  assert.deepEqual(codes(answer), {
    "/title": "required",
    "/body": "required",
    "/status": "type",
    "/publishedAt": "type",
    "/tagIds": "type",
    "/unknown": "additionalProperties",
  });
});

test("changes only the fields that are given", async () => {
  const body = await postBody();
  let row = await makePost();
  const changes = Object.entries(await postBody(1));

  for (const [name, value] of changes) {
    body[name] = value;
    row = (await client.patch(`${API}/${row.id}`, { [name]: value })).json;
    assert.deepEqual({ ...row, ...body }, row);
  }
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("clears optional fields with null", async () => {
  const row = await makePost();
  const empty = { publishedAt: null };
  const { json } = await client.patch(`${API}/${row.id}`, empty);

  assert.deepEqual({ ...json, ...empty }, json);
});

test("deletes one", async () => {
  const { id } = await makePost();
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
  await makePost();
  const second = await makePost(1);
  const { json } = await client.get(`${API}?page=2&perPage=1`);

  assert.deepEqual(json, { items: [second], page: 2, perPage: 1, total: 2, pages: 2 });
});

test("sorts both ways", async () => {
  const first = await makePost();
  const second = await makePost(1);

  assert.deepEqual(ids(await client.get(`${API}?sort=id`)), [first.id, second.id]);
  assert.deepEqual(ids(await client.get(`${API}?sort=-id`)), [second.id, first.id]);
});

test("filters by equality", async () => {
  const first = await makePost();
  const rows = [first, await makePost(1)];

  for (const name of ["title", "status"]) {
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
  for (const which of [0, 1]) await makePost(which);
  const asked = t.mock.method(db.driver.getConnection(), "execute");
  await client.get(API);

  assert.ok([2, 3].includes(asked.mock.callCount()), `${asked.mock.callCount()}`);
});

test("counts characters not bytes", async () => {
  const body = await postBody();
  body.title = "😀".repeat(120);
  const answer = await client.post(API, body);
  body.title = "😀".repeat(121);
  const refused = await client.post(API, body);

  assert.equal(answer.json.title, "😀".repeat(120));
  assert.deepEqual(codes(refused), { "/title": "maxLength" });
});

test("refuses tags that do not exist", async () => {
  const body = await postBody();
  body.tagIds = [2_147_483_647];
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/tagIds": "reference" });
});

test("ties tags and lists both ways", async () => {
  const { id } = await makeTag(1);
  const body = await postBody();
  body.tagIds = [id];
  const row = (await client.post(API, body)).json;
  const tied = await client.get(`${API}/${row.id}/tags`);
  const back = await client.get(`/api/tags/${id}/posts`);

  assert.deepEqual(row.tagIds, [id]);
  assert.deepEqual(ids(tied), [id]);
  assert.deepEqual(back.json.items, [row]);
});

test("forgets tags that are deleted", async () => {
  const { id } = await makeTag(1);
  const body = await postBody();
  body.tagIds = [id];
  const row = (await client.post(API, body)).json;
  const answer = await client.delete(`/api/tags/${id}`);
  const { json } = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 204);
  assert.deepEqual(json.tagIds, []);
});

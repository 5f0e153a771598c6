import assert from "node:assert/strict";
import { test } from "node:test";
import { commentBody, makeComment, makePost } from "../factories.ts";
import { client, codes, db, ids } from "../helpers.ts";

const API = "/api/comments";

test("creates one and shows it", async () => {
  const body = await commentBody();
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
    "/author": "required",
    "/body": "required",
    "/postId": "required",
    "/unknown": "additionalProperties",
  });
});

test("changes only the fields that are given", async () => {
  const body = await commentBody();
  let row = await makeComment();
  const changes = Object.entries(await commentBody(1));

  for (const [name, value] of changes) {
    body[name] = value;
    row = (await client.patch(`${API}/${row.id}`, { [name]: value })).json;
    assert.deepEqual({ ...row, ...body }, row);
  }
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("deletes one", async () => {
  const { id } = await makeComment();
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
  await makeComment();
  const second = await makeComment(1);
  const { json } = await client.get(`${API}?page=2&perPage=1`);

  assert.deepEqual(json, { items: [second], page: 2, perPage: 1, total: 2, pages: 2 });
});

test("sorts both ways", async () => {
  const first = await makeComment();
  const second = await makeComment(1);

  assert.deepEqual(ids(await client.get(`${API}?sort=id`)), [first.id, second.id]);
  assert.deepEqual(ids(await client.get(`${API}?sort=-id`)), [second.id, first.id]);
});

test("filters by equality", async () => {
  const first = await makeComment();
  const rows = [first, await makeComment(1)];

  for (const name of ["author", "postId"]) {
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
  for (const which of [0, 1]) await makeComment(which);
  const asked = t.mock.method(db.driver.getConnection(), "execute");
  await client.get(API);

  assert.ok([2, 3].includes(asked.mock.callCount()), `${asked.mock.callCount()}`);
});

test("counts characters not bytes", async () => {
  const body = await commentBody();
  body.author = "😀".repeat(80);
  const answer = await client.post(API, body);
  body.author = "😀".repeat(81);
  const refused = await client.post(API, body);

  assert.equal(answer.json.author, "😀".repeat(80));
  assert.deepEqual(codes(refused), { "/author": "maxLength" });
});

test("refuses a post that does not exist", async () => {
  const body = await commentBody();
  body.postId = 2_147_483_647;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/postId": "reference" });
});

test("lists those of one post", async () => {
  await makeComment();
  const { id } = await makePost(1);
  const body = await commentBody(1);
  body.postId = id;
  const row = (await client.post(API, body)).json;

  for (const path of [`posts/${id}/comments`, `comments?postId=${id}`]) {
    assert.deepEqual((await client.get(`/api/${path}`)).json.items, [row]);
  }
  const missing = "/api/posts/2147483647/comments";
  assert.equal((await client.get(missing)).status, 404);
});

test("keeps a post that is needed", async () => {
  const row = await makeComment();
  const path = `/api/posts/${row.postId}`;
  const answer = await client.delete(path);

  assert.equal(answer.status, 409);
  assert.equal((await client.get(path)).status, 200);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  makeSupplierContactPersons,
  supplierContactPersonsBody,
} from "../factories.ts";
import { client, codes, db, ids } from "../helpers.ts";

const API = "/api/supplier-contact-peoples";

test("creates one and shows it", async () => {
  const body = await supplierContactPersonsBody();
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
    "/fullNameOfThatPerson": "required",
    "/unknown": "additionalProperties",
  });
});

test("changes only the fields that are given", async () => {
  const body = await supplierContactPersonsBody();
  let row = await makeSupplierContactPersons();
  const changes = Object.entries(await supplierContactPersonsBody(1));

  for (const [name, value] of changes) {
    body[name] = value;
    row = (await client.patch(`${API}/${row.id}`, { [name]: value })).json;
    assert.deepEqual({ ...row, ...body }, row);
  }
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("deletes one", async () => {
  const { id } = await makeSupplierContactPersons();
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
  await makeSupplierContactPersons();
  const second = await makeSupplierContactPersons(1);
  const { json } = await client.get(`${API}?page=2&perPage=1`);

  assert.deepEqual(json, { items: [second], page: 2, perPage: 1, total: 2, pages: 2 });
});

test("sorts both ways", async () => {
  const first = await makeSupplierContactPersons();
  const second = await makeSupplierContactPersons(1);

  assert.deepEqual(ids(await client.get(`${API}?sort=id`)), [first.id, second.id]);
  assert.deepEqual(ids(await client.get(`${API}?sort=-id`)), [second.id, first.id]);
});

test("filters by equality", async () => {
  const first = await makeSupplierContactPersons();
  const rows = [first, await makeSupplierContactPersons(1)];

  for (const name of ["fullNameOfThatPerson"]) {
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
  for (const which of [0, 1]) await makeSupplierContactPersons(which);
  const asked = t.mock.method(db.driver.getConnection(), "execute");
  await client.get(API);

  assert.ok([2, 3].includes(asked.mock.callCount()), `${asked.mock.callCount()}`);
});

test("refuses a full name of that person that is taken", async () => {
  const taken = await makeSupplierContactPersons();
  const body = await supplierContactPersonsBody(1);
  body.fullNameOfThatPerson = taken.fullNameOfThatPerson;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/fullNameOfThatPerson": "unique" });
});

test("tells upper case from lower case", async () => {
  const lower = await supplierContactPersonsBody();
  const upper = await supplierContactPersonsBody(1);
  lower.fullNameOfThatPerson = "a";
  upper.fullNameOfThatPerson = "A";

  assert.equal((await client.post(API, lower)).status, 201);
  assert.equal((await client.post(API, upper)).status, 201);
});

test("counts characters not bytes", async () => {
  const body = await supplierContactPersonsBody();
  body.fullNameOfThatPerson = "😀".repeat(255);
  const answer = await client.post(API, body);
  body.fullNameOfThatPerson = "😀".repeat(256);
  const refused = await client.post(API, body);

  assert.equal(answer.json.fullNameOfThatPerson, "😀".repeat(255));
  assert.deepEqual(codes(refused), { "/fullNameOfThatPerson": "maxLength" });
});

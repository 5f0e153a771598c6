import assert from "node:assert/strict";
import { test } from "node:test";
import { categoryBody } from "./factories.ts";
import { client, codes } from "./helpers.ts";

const API = "/api/categories";

const post = (body: string, type = "application/json") =>
  client.send("POST", API, { body, headers: { "Content-Type": type } });

test("refuses a body that is not json", async () => {
  const answer = await post("{");

  assert.equal(answer.status, 400);
});

test("refuses another media type", async () => {
  const answer = await post(JSON.stringify(await categoryBody()), "text/plain");

  assert.equal(answer.status, 415);
});

test("refuses a body that is too large", async () => {
  const answer = await post(JSON.stringify({ name: "x".repeat(102_400) }));

  assert.equal(answer.status, 413);
  assert.equal(answer.json.title, "Content Too Large");
});

test("refuses numbers that are not written in digits", async () => {
  for (const page of ["1_0", "%2B1", "1.0", "1e0", ""]) {
    assert.equal((await client.get(`${API}?page=${page}`)).status, 422, page);
  }
});

test("lists at most 100 errors", async () => {
  const names = Array.from({ length: 150 }, (_, number) => [`/x/${number}`, 1]);
  const answer = await client.patch(`${API}/1`, Object.fromEntries(names));

  assert.equal(answer.status, 422);
  assert.equal(Object.keys(codes(answer)).length, 100);
  assert.equal(codes(answer)["/~1x~10"], "additionalProperties");
  assert.match(answer.json.detail, / 50 more errors are not listed\.$/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import express from "express";
import { client } from "./helpers.ts";

test("answers 405 and what is allowed", async () => {
  const refused = await client.send("PUT", "/healthz");
  const asked = await client.send("OPTIONS", "/healthz");

  assert.deepEqual([refused.status, asked.status], [405, 200]);
  assert.equal(refused.headers.get("Allow"), "GET, HEAD");
  assert.equal(asked.headers.get("Allow"), "GET, HEAD");
});

test("answers unknown paths with a problem", async () => {
  const { headers, json } = await client.get("/nowhere");

  assert.match(headers.get("Content-Type") ?? "", /^application\/problem\+json/);
  assert.deepEqual(json, { type: "about:blank", title: "Not Found", status: 404 });
});

test("says that it lives and is ready", async () => {
  const alive = await client.get("/healthz");
  const ready = await client.get("/readyz");

  assert.deepEqual(alive.json, { status: "ok" });
  assert.deepEqual(ready.json, { status: "ok" });
});

test("links to what is served", async () => {
  const { json } = await client.get("/", { Accept: "application/json" });
  const page = await client.get("/", { Accept: "text/html" });

  assert.equal(json.title, "Shop");
  for (const link of json.links) {
    assert.ok(page.text.includes(`<a href="${link}">`));
    assert.equal((await client.get(link)).status, 200);
  }
});

test("hides what went wrong", async (t) => {
  t.mock.method(express.response, "json", () => assert.fail("a secret"), { times: 1 });

  const answer = await client.get("/healthz");

  assert.equal(answer.status, 500);
  assert.equal(answer.json.title, "Internal Server Error");
  assert.doesNotMatch(answer.text, /secret/);
});

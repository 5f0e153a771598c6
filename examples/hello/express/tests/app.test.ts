import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import express from "express";
import { createApp } from "../src/app.ts";
import { configFromEnv } from "../src/config.ts";

const server = createApp(configFromEnv({ NODE_ENV: "test" })).listen(0, "127.0.0.1");
await once(server, "listening");
after(() => server.close());
const { port } = server.address() as AddressInfo;
const ask = (path: string, init = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);

test("answers 405 and what is allowed", async () => {
  for (const [method, status] of Object.entries({ PUT: 405, OPTIONS: 200 })) {
    const answer = await ask("/healthz", { method });
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get("Allow"), "GET, HEAD");
  }
});

test("answers unknown paths with a problem", async () => {
  const problem = { type: "about:blank", title: "Not Found", status: 404 };
  assert.deepEqual(await (await ask("/nowhere")).json(), problem);
});

test("says that it lives", async () => {
  assert.deepEqual(await (await ask("/healthz")).json(), { status: "ok" });
});

test("links to what is served", async () => {
  const page = await (await ask("/")).text();
  assert.match(page, /<h1>Hello<\/h1>.*<a href="\/healthz">/);
});

test("hides what went wrong", async (t) => {
  t.mock.method(console, "error", () => {});
  t.mock.method(express.response, "json", () => assert.fail("a secret"), { times: 1 });
  assert.doesNotMatch(await (await ask("/healthz")).text(), /secret/);
});

test("tells all settings that are wrong", (t) => {
  const told = t.mock.method(console, "error", () => {});
  t.mock.method(process, "exit", () => assert.fail("exit"));
  assert.throws(() => configFromEnv({ PORT: "x", TRUSTED_HOPS: "-1" }), /exit/);
  assert.match(String(told.mock.calls[0]?.arguments), /PORT.*TRUSTED_HOPS/s);
});

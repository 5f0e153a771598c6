import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionException } from "@mikro-orm/core";
import { checkDatabase } from "../src/checks.ts";
import { client, config, db } from "./helpers.ts";

const production = { ...config, NODE_ENV: "production" as const };
const gone = new ConnectionException(new Error("gone"));

test("starts only when migrations ran", async (t) => {
  const told = t.mock.method(console, "error", () => {});
  const ended = t.mock.method(process, "exit", () => {});
  await checkDatabase(db, production);
  assert.equal(ended.mock.callCount(), 0);

  t.mock.method(db.migrator, "getPending", () => Promise.resolve([{ name: "next" }]));
  await checkDatabase(db, config);
  assert.equal(ended.mock.callCount(), 0);
  await checkDatabase(db, production);

  assert.deepEqual(ended.mock.calls[0]?.arguments, [1]);
  assert.match(String(told.mock.calls[0]?.arguments), /^Migrations are pending/);
});

test("waits for its database", async (t) => {
  t.mock.method(db.driver, "execute", () => Promise.reject(gone), { times: 1 });
  const ended = t.mock.method(process, "exit", () => {});

  await checkDatabase(db, production);

  assert.equal(ended.mock.callCount(), 0);
});

test("answers 503 while the database is away", async (t) => {
  t.mock.method(console, "error", () => {});
  t.mock.method(db.em, "execute", () => Promise.reject(gone));

  assert.equal((await client.get("/healthz")).status, 200);
  assert.equal((await client.get("/readyz")).status, 503);
});

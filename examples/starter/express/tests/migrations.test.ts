/**
 * The migrations make the tables that the models describe, and take them away.
 *
 * Twin: tests/test_migrations.py
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { db } from "./client.ts";

test("makes the tables that the models describe", async () => {
  assert.equal(await db.migrator.checkSchema(), false);
});

test("goes down and up again", async () => {
  await db.migrator.down({ to: 0 });
  const executed = await db.migrator.getExecuted();
  await db.migrator.up();

  assert.deepEqual(executed, []);
  assert.equal(await db.migrator.checkSchema(), false);
});

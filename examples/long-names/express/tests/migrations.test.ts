/**
 * The migrations make the tables that the models describe, and take them away.
 *
 * Twin: tests/test_migrations.py
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { config, db } from "./client.ts";

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

test("writes no migration while another is not applied", async () => {
  await db.migrator.down({ to: 0 });
  const env = { ...process.env, DATABASE_URL: config.databaseUrl };
  const run = spawnSync(process.execPath, ["src/cli.ts", "migrate"], { env });
  await db.migrator.up();

  assert.match(String(run.stderr), /^The database is not up to date/);
  assert.equal(run.status, 1);
});

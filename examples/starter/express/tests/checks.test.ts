/**
 * What a start in production refuses.
 *
 * Twin: tests/test_checks.py
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { test } from "node:test";
import { checked } from "../src/checks.ts";
import type { Config } from "../src/config.ts";
import { config, db } from "./client.ts";
import { refusal } from "./helpers.ts";

const NOWHERE = "nowhere/data.db";
const databaseUrl = `sqlite:///${NOWHERE}`;

const check = (settings: Partial<Config>) =>
  checked({ ...config, port: 0, databaseWaitSeconds: 0, ...settings });

test("refuses a port that is taken", async (t) => {
  const server = createServer().listen(0, config.host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const said = await refusal(t, () => check({ port }));
  server.close();

  assert.equal(said, `HOST:PORT 127.0.0.1:${port} is already in use`);
});

test("gives up on a database that does not answer", async (t) => {
  const said = await refusal(t, () => check({ databaseUrl }));

  const where = `There is no connection to the database at ${NOWHERE}`;
  assert.ok(said.startsWith(`${where} (waited 0 s): see DATABASE_URL. `));
});

test("refuses pending migrations", async (t) => {
  await db.migrator.down({ to: 0 });
  const said = await refusal(t, () => check({}));
  await db.migrator.up();

  assert.match(said, /^[0-9]+ migrations? (is|are) pending: run npm run db:upgrade$/);
});

test("allows pending migrations when told to", async () => {
  await db.migrator.down({ to: 0 });
  const found = await check({ pendingMigrations: "allow" });
  await db.migrator.up();

  await found.close();
});

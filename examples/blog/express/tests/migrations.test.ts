import assert from "node:assert/strict";
import { test } from "node:test";
import { db } from "./helpers.ts";

test("make what the models say and take it back", async () => {
  assert.equal(await db.migrator.checkSchema(), false);
  // Why: as src/cli.ts does; a table that is gone may be in the way of one beside it.
  await db.driver.execute("pragma foreign_keys = off");

  await db.migrator.down({ to: 0 });
  assert.equal(await db.migrator.checkSchema(), true);
  await db.migrator.up();
  assert.equal(await db.migrator.checkSchema(), false);
});

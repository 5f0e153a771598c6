import assert from "node:assert/strict";
import { test } from "node:test";
import { db } from "./helpers.ts";

test("make what the models say and take it back", async () => {
  assert.equal(await db.migrator.checkSchema(), false);

  await db.migrator.down({ to: 0 });
  assert.equal(await db.migrator.checkSchema(), true);
  await db.migrator.up();
  assert.equal(await db.migrator.checkSchema(), false);
});

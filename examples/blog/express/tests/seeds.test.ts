import assert from "node:assert/strict";
import { test } from "node:test";
import { seed } from "../src/seeds.ts";
import { db } from "./helpers.ts";

test("fills an empty database once", async () => {
  assert.equal(await seed(db.em.fork()), true);
  assert.equal(await seed(db.em.fork()), false);
});

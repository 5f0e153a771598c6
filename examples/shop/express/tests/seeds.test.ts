/**
 * The examples go into an empty database only.
 *
 * Twin: tests/test_seeds.py
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { RequestContext } from "@mikro-orm/core";
import { seed } from "../src/seeds.ts";
import { db } from "./client.ts";

test("fills an empty database once", async (t) => {
  t.mock.method(console, "log", () => {});
  await RequestContext.create(db.em, seed);
  const counts = await count();
  await RequestContext.create(db.em, seed);

  assert.ok(counts.every((rows) => rows === 2));
  assert.deepEqual(await count(), counts);
});

function count(): Promise<number[]> {
  const em = db.em.fork();
  const models = [...db.getMetadata().getAll().values()];
  const resources = models.filter(({ properties }) => properties.createdAt);
  return Promise.all(resources.map((model) => em.count(model.class)));
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "./helpers.ts";

test("refuses a client that asks too often", async () => {
  const client = await serve({ RATE_LIMIT: 2 });
  const statuses = [];
  for (const _ of "123") statuses.push((await client.get("/")).status);
  const { headers } = await client.get("/");

  assert.deepEqual(statuses, [200, 200, 429]);
  assert.match(headers.get("Content-Type") ?? "", /^application\/problem\+json/);
  const seconds = Number(headers.get("Retry-After"));
  assert.ok(seconds > 0 && seconds <= 60);
  assert.equal((await client.get("/healthz")).status, 200);
});

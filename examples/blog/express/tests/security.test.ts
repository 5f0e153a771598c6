import assert from "node:assert/strict";
import { test } from "node:test";
import { client } from "./helpers.ts";

test("sends security headers", async () => {
  const { headers } = await client.get("/healthz");

  assert.equal(headers.get("X-Frame-Options"), "DENY");
  assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
  assert.match(headers.get("Content-Security-Policy") ?? "", /default-src 'self'/);
});

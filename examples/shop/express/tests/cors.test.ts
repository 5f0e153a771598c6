import assert from "node:assert/strict";
import { test } from "node:test";
import { configFromEnv } from "../src/config.ts";
import { serve } from "./helpers.ts";

test("lets pages of the origins in", async () => {
  const { CORS_ORIGINS } = configFromEnv({
    CORS_ORIGINS: "https://a.example, https://b.example",
  });
  const client = await serve({ CORS_ORIGINS });
  const allowed = [];
  for (const name of "abc") {
    const { headers } = await client.get("/", { Origin: `https://${name}.example` });
    allowed.push(headers.get("Access-Control-Allow-Origin"));
  }

  assert.deepEqual(allowed, ["https://a.example", "https://b.example", null]);
});

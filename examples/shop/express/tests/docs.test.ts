import assert from "node:assert/strict";
import { test } from "node:test";
import { client } from "./helpers.ts";

test("documents every route", async () => {
  const { json } = await client.get("/openapi.json");

  for (const [path, operations] of Object.entries<object>(json.paths)) {
    const { headers } = await client.send("OPTIONS", path.replace("{id}", "1"));
    const allowed = headers.get("Allow")?.toLowerCase().split(", ");
    const served = allowed?.filter((method) => method !== "head");
    assert.deepEqual(served, Object.keys(operations).sort(), path);
  }
});

test("shows the document", async () => {
  for (const path of ["/docs/", "/docs/docs.js", "/docs/docs.css", "/openapi.json"]) {
    assert.equal((await client.get(path)).status, 200);
  }
});

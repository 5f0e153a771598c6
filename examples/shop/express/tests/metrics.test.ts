import assert from "node:assert/strict";
import { test } from "node:test";
import { client, serve } from "./helpers.ts";

test("counts requests by route", async () => {
  await client.get("/healthz");
  await client.get("/nowhere/1");
  await client.send("PROPFIND", "/nowhere/2");

  const { text } = await client.get("/metrics");

  assert.match(text, /_count{method="GET",route="\/healthz",status="200"}/);
  assert.match(text, /_count{method="GET",route="none",status="404"}/);
  assert.doesNotMatch(text, /nowhere/);
  assert.match(text, /^nodejs_version_info{/m);
});

test("wants its token", async () => {
  const METRICS_TOKEN = "0123456=89abcdef=";
  const client = await serve({ METRICS_TOKEN });
  const refused = await client.get("/metrics");
  const answer = await client.get("/metrics", {
    Authorization: `Bearer ${METRICS_TOKEN}`,
  });

  assert.equal(refused.status, 401);
  assert.equal(refused.headers.get("WWW-Authenticate"), "Bearer");
  assert.equal(answer.status, 200);
});

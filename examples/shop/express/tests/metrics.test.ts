/**
 * What Prometheus reads.
 *
 * Twin: tests/test_metrics.py
 */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { register } from "prom-client";
import { client, start } from "./client.ts";

beforeEach(() => register.resetMetrics());

async function metrics(): Promise<string[]> {
  const { text } = await client.get("/metrics");
  return text.split("\n");
}

const counted = async () =>
  (await metrics()).filter((line) => line.includes("requests_total{"));

test("counts requests", async () => {
  await client.get("/healthz");
  await client.get("/healthz");

  const labels = '{method="GET",route="/healthz",status="200"}';
  assert.deepEqual(await counted(), [`http_requests_total${labels} 2`]);
});

test("measures how long they take", async () => {
  await client.get("/healthz");

  const labels = '{le="10",method="GET",route="/healthz",status="200"}';
  const lines = await metrics();
  assert.ok(lines.includes(`http_request_duration_seconds_bucket${labels} 1`));
  assert.ok(lines.includes("# TYPE http_request_duration_seconds histogram"));
});

test("names no unknown path", async () => {
  await client.get("/nowhere");
  await client.delete("/healthz");
  await client.send("PURGE", "/healthz");

  assert.deepEqual(await counted(), [
    'http_requests_total{method="GET",route="none",status="404"} 1',
    'http_requests_total{method="DELETE",route="none",status="405"} 1',
    'http_requests_total{method="other",route="none",status="405"} 1',
  ]);
});

test("does not count itself", async () => {
  await metrics();

  assert.deepEqual(await counted(), []);
});

test("wants the token where there is one", async () => {
  const guarded = await start({ metricsToken: "0123456789abcdef" });
  for (const [given, status] of [
    ["", 401],
    ["Bearer 0123456789abcdee", 401],
    ["0123456789abcdef", 401],
    ["Bearer 0123456789abcdef", 200],
  ] as const) {
    const answer = await guarded.get("/metrics", { Authorization: given });
    assert.equal(answer.status, status);
  }

  const refused = await guarded.get("/metrics");
  assert.equal(refused.headers.get("WWW-Authenticate"), "Bearer");
});

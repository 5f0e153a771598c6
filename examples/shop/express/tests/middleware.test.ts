/**
 * What happens around every request.
 *
 * Twin: tests/test_middleware.py
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import type { NextFunction, Request, Response } from "express";
import { type Client, start } from "./client.ts";
import { logged } from "./helpers.ts";

const ORIGIN = "https://a.example";
const PREFLIGHT = { Origin: ORIGIN, "Access-Control-Request-Method": "PATCH" };
const ORDER = [
  "requestId",
  "accessLog",
  "metrics",
  "serverTiming",
  "securityHeaders",
  "cors",
  "compression",
  "bodyLimit",
  "rateLimit",
  "plainPath",
  "session",
];

async function allowed(client: Client, origin: string) {
  const { headers } = await client.get("/healthz", { Origin: origin });
  return headers.get("Access-Control-Allow-Origin");
}

async function left(client: Client, forwarded: string) {
  const sent = { "X-Forwarded-For": forwarded };
  const { headers } = await client.get("/openapi.json", sent);
  return headers.get("RateLimit")?.split("; ")[1];
}

test("runs in the order of the contract", async () => {
  const client = await start({ corsOrigins: [ORIGIN], rateLimit: 9 });
  const seen: string[] = [];
  for (const layer of client.app.router.stack) {
    const { handle } = layer;
    if (!ORDER.includes(handle.name)) continue;
    layer.handle = (req: Request, res: Response, next: NextFunction) => {
      seen.push(handle.name);
      return handle(req, res, next);
    };
  }
  await client.get("/nowhere");

  assert.deepEqual(seen, ORDER);
});

test("tells browsers to be strict", async () => {
  const client = await start();
  const { headers } = await client.get("/nowhere");

  assert.equal(headers.get("Referrer-Policy"), "no-referrer");
  assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
  assert.equal(headers.get("X-Frame-Options"), "DENY");
  assert.match(headers.get("Content-Security-Policy") ?? "", /^default-src 'none';/);
  const https = headers.get("Strict-Transport-Security");
  assert.equal(https, "max-age=31536000; includeSubDomains");
});

test("says nothing of https when that is off", async () => {
  const client = await start({ hstsSeconds: 0 });
  const { headers } = await client.get("/healthz");

  assert.equal(headers.get("Strict-Transport-Security"), null);
});

test("times answers in development only", async () => {
  const timed = await (await start({ env: "development" })).get("/healthz");
  const plain = await (await start()).get("/healthz");

  assert.match(timed.headers.get("Server-Timing") ?? "", /^app;dur=[0-9]+\.[0-9]$/);
  assert.equal(plain.headers.get("Server-Timing"), null);
});

test("answers no other origin unless told to", async () => {
  const client = await start();
  const { headers } = await client.get("/healthz", { Origin: ORIGIN });
  const preflight = await client.send("OPTIONS", "/healthz", { headers: PREFLIGHT });

  assert.equal(headers.get("Access-Control-Allow-Origin"), null);
  assert.equal(headers.get("Vary"), "Accept-Encoding");
  assert.equal(preflight.status, 405);
});

test("answers the origins of the list", async () => {
  const client = await start({ corsOrigins: ["https://b.example", ORIGIN] });
  const { headers } = await client.get("/healthz");

  assert.equal(headers.get("Vary"), "Origin, Accept-Encoding");
  assert.equal(await allowed(client, ORIGIN), ORIGIN);
  for (const other of ["https://A.example", "https://a.example.org", "null", ""]) {
    assert.equal(await allowed(client, other), null);
  }
});

test("answers every origin", async () => {
  const client = await start({ corsOrigins: ["*"] });
  const { headers } = await client.get("/healthz");

  assert.equal(await allowed(client, ORIGIN), "*");
  assert.equal(headers.get("Vary"), "Accept-Encoding");
});

test("answers a preflight", async () => {
  const client = await start({ corsOrigins: [ORIGIN] });
  const answer = await client.send("OPTIONS", "/nowhere", { headers: PREFLIGHT });

  const { headers } = answer;
  assert.deepEqual([answer.status, answer.text], [204, ""]);
  assert.equal(headers.get("Access-Control-Allow-Origin"), ORIGIN);
  const methods = headers.get("Access-Control-Allow-Methods");
  assert.equal(methods, "GET,HEAD,POST,PATCH,DELETE");
  assert.equal(headers.get("Access-Control-Max-Age"), "600");
});

test("compresses large answers", async () => {
  const client = await start();
  const plain = (await client.get("/openapi.json")).text;
  for (const [accepted, coding] of [
    ["gzip, br", "br"],
    ["gzip, br;q=0.5", "gzip"],
    ["br;q=0, *", "gzip"],
    ["br;q=0, gzip;q=0", null],
    ["identity, gzip;q=0.5", null],
  ]) {
    const sent = { "Accept-Encoding": accepted };
    const { headers, text } = await client.get("/openapi.json", sent);
    assert.equal(headers.get("Content-Encoding"), coding, String(accepted));
    assert.equal(text, plain);
  }
  const small = await client.get("/healthz", { "Accept-Encoding": "br" });
  assert.equal(small.headers.get("Content-Encoding"), null);
});

test("compresses nothing when that is off", async () => {
  const client = await start({ compression: false });
  const { headers } = await client.get("/openapi.json", { "Accept-Encoding": "br" });

  assert.equal(headers.get("Content-Encoding"), null);
  assert.equal(headers.get("Vary"), null);
});

test("refuses a large body before it is read", async () => {
  const client = await start({ bodyLimit: 9 });
  const answer = await client.send("POST", "/nowhere", { body: "0123456789" });

  assert.equal(answer.status, 413);
  assert.equal(answer.json.detail, "The body is larger than 9 bytes.");
});

test("says what is left of the rate limit", async () => {
  const client = await start({ rateLimit: 2 });
  const { headers } = await client.get("/openapi.json");

  assert.equal(headers.get("RateLimit"), '"default"; r=1; t=60');
  const policy = '"default"; q=2; w=60; pk=:MTJjYTE3YjQ5YWYy:';
  assert.equal(headers.get("RateLimit-Policy"), policy);
});

test("refuses requests beyond the rate limit", async () => {
  const client = await start({ rateLimit: 1 });
  await client.get("/openapi.json");
  const { headers, json, status } = await client.get("/nowhere");

  assert.equal(status, 429);
  assert.equal(json.detail, "The limit is 1 requests in 60 seconds.");
  assert.equal(headers.get("RateLimit"), '"default"; r=0; t=60');
  assert.equal(headers.get("Retry-After"), "60");
});

test("begins a new window", async () => {
  const client = await start({ rateLimit: 1, rateLimitSeconds: 1 });
  const first = await client.get("/openapi.json");
  const second = await client.get("/openapi.json");
  await setTimeout(1100);
  const third = await client.get("/openapi.json");

  assert.deepEqual([first.status, second.status, third.status], [200, 429, 200]);
});

test("does not count probes", async () => {
  const client = await start({ rateLimit: 1 });
  for (const path of ["/healthz", "/readyz", "/healthz", "/readyz"]) {
    const { headers, status } = await client.get(path);
    assert.deepEqual([status, headers.get("RateLimit")], [200, null]);
  }
});

test("limits nobody when that is off", async () => {
  const client = await start({ rateLimit: 0 });
  const { headers } = await client.get("/openapi.json");

  assert.equal(headers.get("RateLimit"), null);
});

test("does not believe proxies", async () => {
  const client = await start({ rateLimit: 9 });

  assert.equal(await left(client, "198.51.100.1"), "r=8");
  assert.equal(await left(client, "198.51.100.2"), "r=7");
});

test("believes as many proxies as told to", async () => {
  const client = await start({ rateLimit: 9, trustedHops: 2 });

  assert.equal(await left(client, "1.1.1.1, 198.51.100.1, 10.0.0.1"), "r=8");
  assert.equal(await left(client, "2.2.2.2, 198.51.100.1, 10.0.0.2"), "r=7");
  assert.equal(await left(client, "198.51.100.1, 198.51.100.2, 10.0.0.1"), "r=8");
  assert.equal(await left(client, "2001:db8::1, 10.0.0.1"), "r=8");
  assert.equal(await left(client, "2001:db8:0:ff::2, 10.0.0.1"), "r=7");
  assert.equal(await left(client, "no address, 10.0.0.1"), "r=8");
});

test("limits nobody while redis does not answer", async (t) => {
  const client = await start({ rateLimit: 1, redisUrl: "redis://127.0.0.1:1/0" });
  const lines = await logged(t, async () => {
    for (const path of ["/openapi.json", "/openapi.json"]) {
      const { headers, status } = await client.get(path);
      assert.deepEqual([status, headers.get("RateLimit")], [200, null]);
    }
  });

  const warnings = lines.filter(({ level }) => level === "warning");
  assert.deepEqual(
    warnings.map(({ msg }) => msg),
    ["rate limit"],
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { symbols } from "pino";
import { log } from "../src/logs.ts";
import { client, type Row } from "./helpers.ts";

test("gives each request an id", async () => {
  const given = await client.get("/healthz", { "X-Request-Id": "abcd-1234" });
  const odd = await client.get("/healthz", { "X-Request-Id": "a b" });

  assert.equal(given.headers.get("X-Request-Id"), "abcd-1234");
  assert.equal(odd.headers.get("X-Request-Id")?.length, 36);
});

test("logs one line per request with its id", async (t) => {
  const lines: string[] = [];
  const stream = Reflect.get(log, symbols.streamSym);
  t.mock.method(stream, "write", (line: string) => lines.push(line));
  log.level = "info";
  await client.get("/nowhere?a=b", { "X-Request-Id": "abcd-1234" });
  // Why: the line is written after the answer was sent.
  await setTimeout(50);
  log.level = "silent";
  t.mock.restoreAll();

  const { time, ms, ...line }: Row = JSON.parse(lines.join(""));
  assert.deepEqual(line, {
    level: "info",
    requestId: "abcd-1234",
    method: "GET",
    path: "/nowhere",
    status: 404,
    msg: "request",
  });
});

/**
 * What every answer of the application has in common.
 *
 * Twin: tests/test_app.py
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionException, SyntaxErrorException } from "@mikro-orm/core";
import * as z from "zod";
import { initFeatures } from "../src/features/index.ts";
import { body } from "../src/http/input.ts";
import { db, type Row, start } from "./client.ts";
import { errors, logged } from "./helpers.ts";

const Note = z.strictObject({ text: z.string() });

const lost = new ConnectionException(new Error("the database has gone"));
const misused = new SyntaxErrorException(new Error("a secret\n    at secret"));

/** A client of an application with more routes: one reads, the others fail. */
const client = await start({}, (app) => {
  initFeatures(app);
  app.post("/notes", async (req, res) => {
    res.json(await body(req, Note));
  });
  app.get("/elsewhere", () => {
    throw Object.assign(new Error("not there"), { code: "ECONNREFUSED" });
  });
  app.get("/crash", () => {
    throw new Error("a secret");
  });
  app.get("/lost", () => {
    throw lost;
  });
  app.get("/misuse", () => {
    throw misused;
  });
});

function post(content: string | Buffer, type = "application/json") {
  const headers = { "Content-Type": type };
  return client.send("POST", "/notes", { body: content, headers });
}

test("says that the process runs", async () => {
  const answer = await client.get("/healthz");

  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json, { status: "ok" });
});

test("says that the database answers", async () => {
  const answer = await client.get("/readyz");

  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json, { status: "ok" });
});

test("answers 503 when the database does not answer", async (t) => {
  t.mock.method(db.em.getConnection(), "execute", async () => {
    throw lost;
  });
  const answer = await client.get("/readyz");

  assert.equal(answer.status, 503);
  assert.equal(answer.json.detail, "The database does not answer.");
});

test("answers 503 when the process is stopping", async () => {
  client.app.set("stopping", true);
  const answer = await client.get("/readyz");
  client.app.set("stopping", false);

  assert.equal(answer.status, 503);
  assert.equal(answer.json.detail, "The process is stopping.");
});

test("takes over a well formed request id", async () => {
  const answer = await client.get("/healthz", { "X-Request-Id": "abcd-1234" });

  assert.equal(answer.headers.get("X-Request-Id"), "abcd-1234");
});

test("replaces a malformed request id", async () => {
  const answer = await client.get("/healthz", { "X-Request-Id": "no spaces" });

  assert.equal(answer.headers.get("X-Request-Id")?.length, 36);
});

test("answers 404 for an unknown path", async () => {
  const paths = ["/nowhere", "/healthz/", "/Healthz", "//healthz", "/healthz%2F"];
  for (const path of paths) {
    const answer = await client.get(path);
    assert.equal(answer.status, 404);
    assert.equal(answer.headers.get("Content-Type"), "application/problem+json");
  }
});

test("answers 405 for another method", async () => {
  const answer = await client.send("OPTIONS", "/healthz");

  assert.equal(answer.status, 405);
  assert.equal(answer.headers.get("Allow"), "GET, HEAD");
});

test("answers head like get without a body", async () => {
  const answer = await client.send("HEAD", "/healthz");

  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("Content-Length"), "15");
  assert.equal(answer.text, "");
});

test("refuses a body that is too large", async () => {
  const answer = await post(" ".repeat(102_401));

  assert.equal(answer.status, 413);
  assert.equal(answer.json.detail, "The body is larger than 102400 bytes.");
});

test("refuses a body that is not json in utf 8", async () => {
  for (const type of ["", "text/plain", "application/json; charset=latin-1"]) {
    const answer = await post("{}", type);
    assert.equal(answer.status, 415);
  }
});

test("refuses a body that is broken json", async () => {
  const deep = "[".repeat(65) + "]".repeat(65);
  const numbers = ["[NaN]", "[1e999]", "[9007199254740992]"];
  const texts = [Buffer.from('["\xff"]', "latin1"), '["\\ud800"]', "\ufeff{}"];
  for (const content of ["", "{", deep, ...numbers, ...texts]) {
    const answer = await post(content);
    assert.equal(answer.status, 400, String(content));
  }
});

test("refuses a body of another shape", async () => {
  const cases: [string, Row][] = [
    ["[]", { "": "type" }],
    ['{"text":null}', { "/text": "type" }],
    ["{}", { "/text": "required" }],
    ['{"text":"","a/b~c":1}', { "/a~1b~0c": "additionalProperties" }],
  ];
  for (const [content, problem] of cases) {
    const answer = await post(content);
    assert.equal(answer.status, 422);
    assert.deepEqual(errors(answer), problem);
  }
});

test("hides what went wrong inside", async () => {
  const answer = await client.get("/crash");

  assert.equal(answer.status, 500);
  assert.deepEqual(answer.json, {
    type: "about:blank",
    title: "Internal Server Error",
    status: 500,
  });
});

test("takes no other service for the database", async () => {
  assert.equal((await client.get("/elsewhere")).status, 500);
});

test("logs one line per request", async (t) => {
  const headers = { "X-Request-Id": "abcd-1234" };
  const [line] = await logged(t, () => client.get("/healthz", headers));

  assert.equal(
    Object.keys(line ?? {}).join(" "),
    "level time msg requestId method path status ms",
  );
  assert.equal(line?.level, "info");
  assert.equal(line?.msg, "request");
  assert.equal(line?.status, 200);
});

test("logs an error before its request", async (t) => {
  const [error, line] = await logged(t, () => client.get("/crash"));

  assert.equal(error?.level, "error");
  assert.equal(error?.msg, "unhandled");
  assert.match(String(error?.stack), /a secret/);
  assert.equal(error?.requestId, line?.requestId);
});

test("logs none of the words of the database", async (t) => {
  const [error, line] = await logged(t, () => client.get("/misuse"));

  assert.equal(line?.status, 500);
  assert.doesNotMatch(String(error?.stack), /secret/);
  assert.match(String(error?.stack), /SyntaxErrorException/);
  assert.match(String(error?.stack), /app\.test\.ts/);
});

test("logs a lost database in one line", async (t) => {
  const [error, line] = await logged(t, () => client.get("/lost"));

  assert.equal(error?.level, "error");
  assert.equal(error?.msg, "database");
  assert.match(String(error?.error), /the database has gone/);
  assert.equal(error?.stack, undefined);
  assert.equal(line?.status, 503);
});

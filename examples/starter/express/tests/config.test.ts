import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { configFromEnv } from "../src/config.ts";

/** What is said before the process ends. */
function refusal(t: TestContext, env: NodeJS.ProcessEnv): string {
  const told = t.mock.method(console, "error", () => {});
  t.mock.method(process, "exit", () => assert.fail("exit"));
  assert.throws(() => configFromEnv(env), /exit/);
  t.mock.restoreAll();
  return String(told.mock.calls[0]?.arguments);
}

test("tells all settings that are wrong", (t) => {
  const told = refusal(t, { PORT: "x", TRUSTED_HOPS: "-1" });

  assert.match(told, /PORT.*TRUSTED_HOPS/s);
  assert.doesNotMatch(told, /-1/);
});

test("knows its database by the scheme", (t) => {
  const url = "sqlite:///data.db";
  const upper = url.replace(/^\w+/, (scheme) => scheme.toUpperCase());

  assert.equal(configFromEnv({ DATABASE_URL: upper }).DATABASE_URL, upper);
  assert.match(refusal(t, { DATABASE_URL: "oracle://a/b" }), /DATABASE_URL/);
});

test("wants its database named in production", (t) => {
  assert.ok(configFromEnv({}).DATABASE_URL);
  assert.match(refusal(t, { NODE_ENV: "production" }), /DATABASE_URL/);
});

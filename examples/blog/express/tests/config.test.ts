/**
 * What the application makes of the environment.
 *
 * Twin: tests/test_config.py
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { configFromEnv } from "../src/config.ts";
import { refusal } from "./helpers.ts";

const PRODUCTION = {
  APP_ENV: "production",
  DATABASE_URL: "sqlite:///somewhere/else",
};

test("has safe defaults", () => {
  const config = configFromEnv({});

  assert.deepEqual([config.env, config.host], ["development", "127.0.0.1"]);
  assert.deepEqual([config.trustedHops, config.corsOrigins], [0, []]);
  assert.deepEqual([config.rateLimit, config.bodyLimit], [300, 102_400]);
  assert.equal(config.logFormat, "pretty");
  assert.equal(configFromEnv(PRODUCTION).logFormat, "json");
});

test("takes an empty variable for one that is not set", () => {
  const variables = { APP_ENV: "", PORT: "", CORS_ORIGINS: "", DATABASE_URL: "" };

  assert.deepEqual(configFromEnv(variables), configFromEnv({}));
});

test("refuses settings that make no sense", async (t) => {
  const number = "must be a number from";
  const origins = "must be * or origins like https://a.example:8443";
  for (const [name, value, reason] of [
    ["APP_ENV", "x", "must be one of development, test, production"],
    ["LOG_FORMAT", "xml", "must be one of json, pretty"],
    ["LOG_LEVEL", "loud", "must be one of debug, info, warning, error"],
    ["PENDING_MIGRATIONS", "x", "must be one of refuse, allow"],
    ["COMPRESSION", "yes", "must be one of on, off"],
    ["PORT", "http", `${number} 1 to 65535`],
    ["PORT", "0", `${number} 1 to 65535`],
    ["WEB_CONCURRENCY", "257", `${number} 1 to 256`],
    ["GRACE_SECONDS", "0", `${number} 1 to 600`],
    ["DATABASE_WAIT_SECONDS", "-1", `${number} 0 to 600`],
    ["TRUSTED_HOPS", "11", `${number} 0 to 10`],
    ["HSTS_SECONDS", "1.5", `${number} 0 to 2147483647`],
    ["BODY_LIMIT", "100kb", `${number} 1 to 2147483647`],
    ["REQUEST_SECONDS", "3601", `${number} 1 to 3600`],
    ["RATE_LIMIT", "2147483648", `${number} 0 to 2147483647`],
    ["RATE_LIMIT_SECONDS", "0", `${number} 1 to 86400`],
    ["CORS_ORIGINS", "https://a.example/", origins],
    ["CORS_ORIGINS", "ftp://a.example", origins],
  ] as const) {
    const said = await refusal(t, () => configFromEnv({ [name]: value }));
    assert.equal(said, `${name} ${reason}, not '${value}'`);
  }

  const mixed = { CORS_ORIGINS: "*,https://a.example" };
  assert.match(await refusal(t, () => configFromEnv(mixed)), /not '\*'$/);
  const scheme = "sqlite://";
  for (const url of [
    "nonsense",
    "http://127.0.0.1/a",
    `${scheme}a:b/c`,
    `${scheme}/%zz`,
    ` ${scheme}/a`,
    `${scheme.toUpperCase()}/a`,
    `${scheme}a/b`,
  ]) {
    const said = await refusal(t, () => configFromEnv({ DATABASE_URL: url }));
    assert.equal(said, "DATABASE_URL must be a sqlite:// URL");
  }
});

test("needs a database in production", async (t) => {
  const variables = { ...PRODUCTION, DATABASE_URL: "" };
  const said = await refusal(t, () => configFromEnv(variables));

  assert.equal(said, "DATABASE_URL must be set in production");
});

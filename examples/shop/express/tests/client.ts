/**
 * One migrated database for all tests, emptied before each.
 *
 * Twin: tests/conftest.py
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach } from "node:test";
import { createClient } from "redis";
import { createApp } from "../src/app.ts";
import { type Config, configFromEnv } from "../src/config.ts";
import { connect } from "../src/db.ts";
import { initFeatures } from "../src/features/index.ts";
import { empty } from "./database.ts";

const DEFAULT = "postgresql://postgres@127.0.0.1:5432/shop_express_test";

export const config: Config = {
  ...configFromEnv({
    APP_ENV: "test",
    DATABASE_URL: process.env.TEST_DATABASE_URL || DEFAULT,
    RATE_LIMIT: "0",
    REDIS_URL: process.env.TEST_REDIS_URL || "redis://127.0.0.1:6379/1",
    // Why so long: a request that Redis is late for would not be counted.
    REDIS_WAIT_MS: "60000",
  }),
  logLevel: "silent",
};

export type Row = Record<string, unknown>;
export type Client = Awaited<ReturnType<typeof start>>;
export type Answer = Awaited<ReturnType<Client["send"]>>;

export const db = await connect(config);
before(() => db.migrator.up());
beforeEach(() => empty(db));
after(() => db.close());

const redis = await createClient({ url: config.redisUrl }).connect();
beforeEach(() => redis.flushDb());
after(() => redis.close());

/** Serves an application until the tests end, and says how to talk to it. */
export async function start(settings: Partial<Config> = {}, init = initFeatures) {
  const app = createApp({ ...config, ...settings }, db, init);
  const server = app.listen(0, config.host);
  after(() => server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  async function send(method: string, path: string, request: RequestInit = {}) {
    const url = `http://${config.host}:${port}${path}`;
    const answer = await fetch(url, { method, ...request });
    const { status, headers } = answer;
    const text = await answer.text();
    const isJson = headers.get("Content-Type")?.includes("json") && text;
    return { status, headers, text, json: isJson ? JSON.parse(text) : {} };
  }

  return {
    app,
    send,
    get: (path: string, headers = {}) => send("GET", path, { headers }),
    post: (path: string, json: unknown) => send("POST", path, asJson(json)),
    patch: (path: string, json: unknown) => send("PATCH", path, asJson(json)),
    delete: (path: string) => send("DELETE", path),
  };
}

function asJson(value: unknown): RequestInit {
  const headers = { "Content-Type": "application/json" };
  return { body: JSON.stringify(value), headers };
}

export const client = await start();

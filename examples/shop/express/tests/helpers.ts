/** A server and an empty database for the tests, and how to talk to it. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach } from "node:test";
import { createApp } from "../src/app.ts";
import { type Config, configFromEnv, LOCAL } from "../src/config.ts";
import { connect } from "../src/db.ts";
import { connectRedis } from "../src/limits.ts";

export const config = configFromEnv({
  NODE_ENV: "test",
  DATABASE_URL:
    process.env.TEST_DATABASE_URL ||
    "postgresql://postgres@127.0.0.1:5432/shop_express_test",
  REDIS_URL: process.env.TEST_REDIS_URL || "redis://127.0.0.1:6379/1",
  RATE_LIMIT: "100000",
  LOG_LEVEL: "silent",
});

// Why: tests empty their database. On CI there is only theirs.
const { CI, DATABASE_URL } = process.env;
const nameOf = (url: string) => URL.parse(url)?.pathname;
if (nameOf(DATABASE_URL || LOCAL) === nameOf(config.DATABASE_URL) && !CI) {
  throw new Error("TEST_DATABASE_URL and DATABASE_URL name one database");
}

export const db = await connect(config);
before(() => db.migrator.up());
beforeEach(() => db.schema.clear({ truncate: false }));
after(() => db.close());

const redis = await connectRedis(config);
beforeEach(() => redis.flushDb());
after(() => redis.close());

export type Row = Record<string, unknown>;

/** Serves an application until the tests end, and says how to talk to it. */
export async function serve(settings: Partial<Config> = {}) {
  const app = createApp({ ...config, ...settings }, db.em, redis);
  const server = app.listen(0, "127.0.0.1");
  after(() => server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  async function send(method: string, path: string, request: RequestInit = {}) {
    const url = `http://127.0.0.1:${port}${path}`;
    const answer = await fetch(url, { method, ...request });
    const { status, headers } = answer;
    const text = await answer.text();
    const isJson = headers.get("Content-Type")?.includes("json") && text;
    return { status, headers, text, json: isJson ? JSON.parse(text) : {} };
  }

  return {
    send,
    get: (path: string, headers = {}) => send("GET", path, { headers }),
    post: (path: string, body: unknown) => send("POST", path, asJson(body)),
    patch: (path: string, body: unknown) => send("PATCH", path, asJson(body)),
    delete: (path: string) => send("DELETE", path),
  };
}

function asJson(body: unknown): RequestInit {
  const headers = { "Content-Type": "application/json" };
  return { body: JSON.stringify(body), headers };
}

export const client = await serve();

type Answer = Awaited<ReturnType<typeof client.send>>;

/** The code of each error, by its pointer. */
export function codes({ json }: Answer): Record<string, string> {
  const errors: { pointer: string; code: string }[] = json.errors;
  return Object.fromEntries(errors.map(({ pointer, code }) => [pointer, code]));
}

export const ids = ({ json }: Answer) => json.items.map(({ id }: Row) => id);

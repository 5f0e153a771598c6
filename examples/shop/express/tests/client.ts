/**
 * One migrated database for all tests, emptied before each.
 *
 * Twin: tests/conftest.py
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach } from "node:test";
import { createApp } from "../src/app.ts";
import { connect } from "../src/db.ts";
import { initFeatures } from "../src/features/index.ts";
import { empty } from "./database.ts";

const DEFAULT = "postgresql://postgres@127.0.0.1:5432/shop_express_test";

const config = {
  env: "test",
  databaseUrl: process.env.TEST_DATABASE_URL ?? DEFAULT,
  bodyLimit: 102_400,
  logLevel: "silent",
  host: "127.0.0.1",
  port: 0,
};

export type Row = Record<string, unknown>;
export type Answer = Awaited<ReturnType<typeof client.send>>;

export const db = await connect(config);
before(() => db.migrator.up());
beforeEach(() => empty(db));
after(() => db.close());

/** Serves an application until the tests end, and says how to talk to it. */
export async function serve(init = initFeatures) {
  const app = createApp(config, db, init);
  const server = app.listen(config.port, config.host);
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

export const client = await serve();

/**
 * openapi.json says what the routes do.
 *
 * Twin: tests/test_openapi.py
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Router } from "express";
import { client } from "./client.ts";

// biome-ignore lint/suspicious/noExplicitAny: a schema has whatever keys it has.
type Schema = Record<string, any>;

// What describes the application, and is not described.
const OWN = /^\w+ \/(openapi.json)/;
const FILE = readFileSync("openapi.json", "utf8");
const DOCUMENT: Schema = JSON.parse(FILE);

test("serves the document", async () => {
  const answer = await client.get("/openapi.json");

  assert.equal(answer.headers.get("Content-Type"), "application/json; charset=utf-8");
  assert.equal(answer.text, FILE);
});

test("describes every route", () => {
  const described = Object.entries<Schema>(DOCUMENT.paths).flatMap(([path, item]) => {
    const { parameters, ...methods } = item;
    return Object.keys(methods).map((method) => `${method} ${path}`);
  });

  assert.deepEqual(routed().sort(), described.sort());
});

function routed(): string[] {
  const routers = client.app.router.stack.map(({ handle }) => handle as Router);
  const routes = routers.flatMap(({ stack = [] }) => stack.map(({ route }) => route));
  const found = routes.flatMap((route) =>
    (route?.stack ?? []).map(({ method }) => `${method} ${route?.path}`),
  );
  return found
    .filter((name) => !name.startsWith("undefined") && !OWN.test(name))
    .map((name) => name.replace(":id", "{id}"));
}

/**
 * What several tests need.
 *
 * Twin: tests/helpers.py
 */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { setImmediate } from "node:timers/promises";
import { log } from "../src/logging.ts";
import { type Answer, client, type Row } from "./client.ts";

export const MISSING = 2_147_483_647;

/** The code of each error, by its pointer. */
export function errors(answer: Answer): Record<string, string> {
  const found: Row[] = answer.json.errors;
  return Object.fromEntries(found.map(({ pointer, code }) => [pointer, code]));
}

/** The filter finds exactly the rows that have the first row's value. */
export async function assertFilters(path: string, rows: Row[], name: string) {
  const value = rows[0]?.[name];
  const query = new URLSearchParams({ [name]: String(value) });
  const page = await client.get(`${path}?${query}`);
  const expected = rows.filter((row) => row[name] === value);
  assert.deepEqual(page.json.items, expected);
}

/** What is said on stderr by something that ends the process with exit code 1. */
export async function refusal(t: TestContext, start: () => unknown): Promise<string> {
  const lines: string[] = [];
  t.mock.method(console, "error", (line: string) => lines.push(line));
  t.mock.method(process, "exit", (code: number) => {
    throw new Error(`exit ${code}`);
  });
  await assert.rejects(async () => start(), /^Error: exit 1$/);
  t.mock.restoreAll();
  return lines.join("\n");
}

/** What is logged while `request` runs. */
export async function logged(t: TestContext, request: () => Promise<unknown>) {
  const lines: string[] = [];
  t.mock.method(process.stdout, "write", (line: string) => lines.push(line));
  log.level = "info";
  await request();
  // Why: the line of a request is written after its answer was sent.
  while (!lines.at(-1)?.includes('"msg":"request"')) await setImmediate();
  log.level = "silent";
  t.mock.restoreAll();
  return lines.map((line): Row => JSON.parse(line));
}

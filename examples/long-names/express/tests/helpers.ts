/**
 * What several tests need.
 *
 * Twin: tests/helpers.py
 */
import assert from "node:assert/strict";
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

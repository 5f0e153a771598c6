/** Makes rows over HTTP, and first the rows that they need: two of each resource. */
import assert from "node:assert/strict";
import { beforeEach } from "node:test";
import { client, type Row } from "./helpers.ts";

const made = new Map<string, Row>();
beforeEach(() => made.clear());

async function make(path: string, which: number, body: Row): Promise<Row> {
  const answer = await client.post(path, body);
  assert.equal(answer.status, 201, answer.text);
  made.set(`${path} ${which}`, answer.json);
  return answer.json;
}

const NOTES: Row[] = [
  {
    title: "First title",
    body: "First body",
    pinned: true,
  },
  {
    title: "Second title",
    body: "Second body",
    pinned: false,
  },
];

export async function noteBody(which = 0): Promise<Row> {
  return { ...NOTES[which] };
}

export async function makeNote(which = 0): Promise<Row> {
  const path = "/api/notes";
  const known = made.get(`${path} ${which}`);
  return known ?? make(path, which, await noteBody(which));
}

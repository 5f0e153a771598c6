/**
 * Makes valid rows over HTTP.
 *
 * Twin: tests/factories.py
 */
import assert from "node:assert/strict";
import { client, type Row } from "./client.ts";

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

/** Makes rows 0 and 1 of everything, and first the rows that they need. */
export class Make {
  readonly made = new Map<string, Row>();

  async note(number = 0) {
    const body = await this.noteBody(number);
    return this.row("/api/notes", number, body);
  }

  async noteBody(number = 0) {
    const body = { ...NOTES[number] };
    return body;
  }

  async row(path: string, number: number, body: Row) {
    const key = `${path} ${number}`;
    if (!this.made.has(key)) {
      const answer = await client.post(path, body);
      assert.equal(answer.status, 201, answer.text);
      this.made.set(key, answer.json);
    }
    return this.made.get(key) as Row;
  }
}

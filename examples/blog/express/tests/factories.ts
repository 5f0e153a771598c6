/**
 * Makes valid rows over HTTP.
 *
 * Twin: tests/factories.py
 */
import assert from "node:assert/strict";
import { client, type Row } from "./client.ts";

const COMMENTS: Row[] = [
  {
    author: "First author",
    body: "First body",
  },
  {
    author: "Second author",
    body: "Second body",
  },
];

const POSTS: Row[] = [
  {
    title: "First title",
    body: "First body",
    status: "draft",
    publishedAt: "2026-01-28T12:00:00.000Z",
  },
  {
    title: "Second title",
    body: "Second body",
    status: "live",
    publishedAt: "2026-02-28T12:00:00.000Z",
  },
];

const TAGS: Row[] = [
  {
    name: "First name",
  },
  {
    name: "Second name",
  },
];

/** Makes rows 0 and 1 of everything, and first the rows that they need. */
export class Make {
  readonly made = new Map<string, Row>();

  async comment(number = 0) {
    const body = await this.commentBody(number);
    return this.row("/api/comments", number, body);
  }

  async commentBody(number = 0) {
    const body = { ...COMMENTS[number] };
    body.postId = (await this.post(number)).id;
    return body;
  }

  async post(number = 0) {
    const body = await this.postBody(number);
    return this.row("/api/posts", number, body);
  }

  async postBody(number = 0) {
    const body = { ...POSTS[number] };
    return body;
  }

  async tag(number = 0) {
    const body = await this.tagBody(number);
    return this.row("/api/tags", number, body);
  }

  async tagBody(number = 0) {
    const body = { ...TAGS[number] };
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

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

export async function commentBody(which = 0): Promise<Row> {
  return {
    ...COMMENTS[which],
    postId: (await makePost(which)).id,
  };
}

export async function makeComment(which = 0): Promise<Row> {
  const path = "/api/comments";
  const known = made.get(`${path} ${which}`);
  return known ?? make(path, which, await commentBody(which));
}

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

export async function postBody(which = 0): Promise<Row> {
  return { ...POSTS[which] };
}

export async function makePost(which = 0): Promise<Row> {
  const path = "/api/posts";
  const known = made.get(`${path} ${which}`);
  return known ?? make(path, which, await postBody(which));
}

const TAGS: Row[] = [
  {
    name: "First name",
  },
  {
    name: "Second name",
  },
];

export async function tagBody(which = 0): Promise<Row> {
  return { ...TAGS[which] };
}

export async function makeTag(which = 0): Promise<Row> {
  const path = "/api/tags";
  const known = made.get(`${path} ${which}`);
  return known ?? make(path, which, await tagBody(which));
}

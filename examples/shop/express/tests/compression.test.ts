import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import express from "express";
import { compress } from "../src/compression.ts";

test("compresses large answers", async () => {
  const app = express().use(compress);
  app.get("/:size", ({ params }, res) => res.json("x".repeat(Number(params.size))));
  const server = app.listen(0, "127.0.0.1");
  after(() => server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const large = await fetch(`http://127.0.0.1:${port}/2000`);
  const small = await fetch(`http://127.0.0.1:${port}/20`);

  assert.equal(large.headers.get("Content-Encoding"), "gzip");
  assert.equal(small.headers.get("Content-Encoding"), null);
});

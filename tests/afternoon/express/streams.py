"""https://nodejs.org/api/stream.html: a generator and a file as answers; what is written is sent before the end."""

import time
from http.client import HTTPException

import pytest
from afternoon.app_ts import mount, opened, told
from afternoon.harness import Case, Site

CASE = Case(
    files={
        "files/long.txt": "x" * 300_000,
        "src/streams.ts": """\
/** Answers that are made while they are sent. */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import { Router } from "express";

async function* words() {
  for (const word of ["one", "two", "three"]) {
    yield `${word}\\n`;
    await setTimeout(300);
  }
}

async function* broken() {
  yield "one\\n";
  await setTimeout(20);
  throw new Error("a secret");
}

export const streams = Router();

streams.get("/words", async (_req, res) => {
  await pipeline(Readable.from(words()), res.type("text"));
});

streams.get("/file", async (_req, res) => {
  await pipeline(createReadStream("files/long.txt"), res.type("text"));
});

streams.get("/broken", async (_req, res) => {
  await pipeline(Readable.from(broken()), res.type("text"));
});
""",
    },
    imports={"src/app.ts": 'import { streams } from "./streams.ts";'},
    lines=(mount('app.use("/streams", streams);'),),
)


def production(site: Site) -> None:
    with opened(site, "/streams/words") as answer:
        began = time.monotonic()
        assert answer.readline() == b"one\n"
        assert time.monotonic() - began < 0.25, "the first word waited for the last"
        assert answer.read() == b"two\nthree\n"
    assert site.get("/streams/file").body == b"x" * 300_000
    packed = site.get("/streams/file", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    with opened(site, "/streams/broken", X_Request_Id="broken-stream") as answer:
        assert answer.readline() == b"one\n"
        with pytest.raises(HTTPException):
            answer.read()
    # Who reads the log learns that this answer broke off, and why.
    assert "a secret" in str(told(site, requestId="broken-stream", level="error"))
    assert site.get("/healthz").status == 200

"""https://github.com/expressjs/compression#server-sent-events: events come one by one, compressed."""

import time
import zlib

from afternoon.app_ts import mount, opened, told
from afternoon.harness import Case, Site

CASE = Case(
    files={
        "src/events.ts": """\
/** Tells the time while somebody listens. */
import { log } from "./logs.ts";
import { Router } from "express";

export const events = Router();

events.get("/", (req, res) => {
  res.type("text/event-stream").set("Cache-Control", "no-cache");
  let count = 0;
  const timer = setInterval(() => {
    res.write(`data: ${++count}\\n\\n`);
    res.flush();
  }, 100);
  req.on("close", () => {
    clearInterval(timer);
    log.info({ count }, "nobody listens");
  });
});
"""
    },
    imports={"src/app.ts": 'import { events } from "./events.ts";'},
    lines=(mount('app.use("/events", events);'),),
)


def production(site: Site) -> None:
    with opened(site, "/events", Accept_Encoding="gzip") as answer:
        assert answer.headers["content-encoding"] == "gzip"
        unzip = zlib.decompressobj(31)
        seen = b""
        began = time.monotonic()
        while b"data: 2\n\n" not in seen:
            seen += unzip.decompress(answer.read1())
        assert time.monotonic() - began < 5
        assert b"data: 9" not in seen
    assert told(site, msg="nobody listens")

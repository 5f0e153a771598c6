"""https://nodejs.org/api/globals.html#class-abortcontroller: work that is given up when the client leaves."""

import socket
import time

from afternoon.app_ts import mount, told
from afternoon.harness import Case, Site

CASE = Case(
    files={
        "src/patience.ts": """\
/** Works for long, while somebody waits. */
import { setTimeout } from "node:timers/promises";
import { Router } from "express";

export const patience = Router();

patience.get("/", async (req, res) => {
  const left = new AbortController();
  res.on("close", () => left.abort());
  try {
    await setTimeout(20_000, undefined, { signal: left.signal });
    res.json("done");
  } catch (error) {
    req.log.info({ name: Object(error).name }, "given up");
    throw error;
  }
});
"""
    },
    imports={"src/app.ts": 'import { patience } from "./patience.ts";'},
    lines=(mount('app.use("/patience", patience);'),),
)


def production(site: Site) -> None:
    leave(site.port)
    assert told(site, msg="given up", name="AbortError")
    assert site.get("/healthz").status == 200


def leave(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /patience HTTP/1.1\r\nHost: a\r\nX-Request-Id: patience-0001\r\n\r\n")
        time.sleep(0.2)

"""https://github.com/chimurai/http-proxy-middleware#readme: a part of the API that another server answers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from afternoon.app_ts import first, mount
from afternoon.harness import Case, Site, value

from scaffold.outside.live.apps import free_port

UPSTREAM = free_port()

CASE = Case(
    packages=("http-proxy-middleware@^4.0.0",),
    files={
        "src/legacy.ts": """\
/** What the old server still answers. */
import { createProxyMiddleware, fixRequestBody } from "http-proxy-middleware";

const target = process.env.LEGACY_URL ?? "http://127.0.0.1:9";

export const legacy = createProxyMiddleware({ target, changeOrigin: true });
export const parsed = createProxyMiddleware({
  target,
  on: { proxyReq: fixRequestBody },
});
"""
    },
    imports={"src/app.ts": 'import { legacy, parsed } from "./legacy.ts";'},
    lines=(first('app.use("/legacy", legacy);'), mount('app.use("/parsed", parsed);')),
    settings={"LEGACY_URL": f"http://127.0.0.1:{UPSTREAM}"},
)


class Old(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told = json.dumps([self.path, body.decode(), self.headers["X-Request-Id"]]).encode()
        self.send_response(418)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def upstream() -> Iterator[None]:
    with ThreadingHTTPServer(("127.0.0.1", UPSTREAM), Old) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


def production(site: Site) -> None:
    with upstream():
        for mounted in ("legacy", "parsed"):
            answer = site.post(f"/{mounted}/a?b=1", {"c": 2}, X_Request_Id="proxy-0001")
            path, body, request_id = value(answer)
            assert (answer.status, path, json.loads(body), request_id) == (418, "/a?b=1", {"c": 2}, "proxy-0001")
    assert site.post("/legacy/a", {}).status >= 500
    assert site.get("/healthz").status == 200

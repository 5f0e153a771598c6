"""https://expressjs.com/en/advanced/healthcheck-graceful-shutdown.html: told to stop, it answers what was begun."""

import http.client
import os
import signal
import time

from afternoon.app_ts import mount
from afternoon.harness import Case, Site

CASE = Case(
    apart="other",
    lines=(
        mount(
            """\
app.get("/slow", (_req, res) => {
  setTimeout(() => res.json("done"), 1500);
});
app.get("/process", (_req, res) => {
  res.json(process.pid);
});"""
        ),
    ),
)


def hands(site: Site) -> None:
    with site.serve("node", "src/server.ts") as served:
        kept = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
        kept.request("GET", "/process")
        process = int(kept.getresponse().read())
        slow = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
        slow.request("GET", "/slow")
        time.sleep(0.3)
        os.kill(process, signal.SIGTERM)
        answer = slow.getresponse()
        assert (answer.status, answer.read()) == (200, b'"done"')
        # Why so long: a connection that is open, and that nobody uses, must not hold it.
        ended, status = os.waitpid(process, os.WNOHANG)
        end = time.monotonic() + 5
        while not ended and time.monotonic() < end:
            time.sleep(0.05)
            ended, status = os.waitpid(process, os.WNOHANG)
        assert ended, "it did not stop"
        assert os.waitstatus_to_exitcode(status) == 0
        kept.close()
        slow.close()

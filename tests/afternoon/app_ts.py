"""Where an owner adds a line to src/app.ts, and how answers are read while they are written."""

import http.client
import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from afternoon.harness import Line, Site, after, before
from parity.machine import environment

APP = "src/app.ts"


def first(text: str) -> Line:
    """Above what reads bodies: for what wants them as they came."""
    return before(APP, "app.use(express.json(", text)


def mount(text: str) -> Line:
    """Beside the resources."""
    return after(APP, 'app.use("/api"', text)


def last(text: str) -> Line:
    """Below all routes, above the project's own error handler."""
    return before(APP, "app.use(handleError)", text)


def told(site: Site, count: int = 1, **wanted: object) -> list[dict[str, Any]]:
    """The lines of the server's log with these keys and values; a line may be written after its answer."""
    end = time.monotonic() + 5
    while len(site.lines(**wanted)) < count and time.monotonic() < end:
        time.sleep(0.02)
    return site.lines(**wanted)


@contextmanager
def opened(site: Site, path: str, **headers: str) -> Iterator[http.client.HTTPResponse]:
    """The answer to a GET, of which only the head was read."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        yield connection.getresponse()
    finally:
        connection.close()


def script(site: Site, text: str, **env: str) -> Any:
    """The JSON that a script of an owner writes, run by node in the project."""
    done = subprocess.run(
        ["node", "--input-type=module", "-e", text],
        cwd=site.folder,
        env=environment() | site.settings | env,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

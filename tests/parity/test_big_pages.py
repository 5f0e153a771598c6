"""Pages of a hundred long texts, many at once, with what the image sets: nobody is refused, and memory is bounded."""

import http.client
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from parity.deployment import image
from parity.exchange import get, post
from parity.machine import FRAMEWORKS
from parity.processes import App
from parity.projects import WHOLE, app, project

pytestmark = pytest.mark.long

# Megabytes that a process may have had at most; compose.yaml gives a container 512, and Flask has two in it.
MOST = {"flask": 256, "express": 400}
SETTINGS = {"flask": "MALLOC_MMAP_THRESHOLD_", "express": "NODE_OPTIONS"}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_large_pages_at_once_need_bounded_memory(framework: str) -> None:
    with filled(framework, "\N{SNOWMAN}" * 16_000) as started:
        with ThreadPoolExecutor(40) as threads:
            statuses = list(threads.map(lambda _: started.ask(get("/api/posts?perPage=100"), 120).status, range(40)))

        assert set(statuses) == {200}
        assert peak(started) <= MOST[framework]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_connections_that_wait_keep_no_rows(framework: str) -> None:
    """Why 150: with the rows of each one kept, 88 ended a process of Express."""
    with filled(framework, "x" * 16_000) as started:
        waiting = [http.client.HTTPConnection("127.0.0.1", started.port, timeout=30) for _ in range(150)]
        for connection in waiting:
            connection.request("GET", "/api/posts?perPage=100")
            answer = connection.getresponse()
            assert (answer.status, len(answer.read()) > 1_600_000) == (200, True)

        assert started.ask(get("/healthz")).status == 200
        assert peak(started) <= MOST[framework]
        for connection in waiting:
            connection.close()


@contextmanager
def filled(framework: str, body: str) -> Iterator[App]:
    name = SETTINGS[framework]
    given = image(project(framework, "blog", *WHOLE))[name].strip('"')
    with app(framework, "blog", *WHOLE, WEB_CONCURRENCY="1", **{name: given}) as started:
        for number in range(100):
            assert started.ask(post("/api/posts", {"title": f"{number}", "body": body})).status == 201
        yield started


def peak(started: App) -> int:
    """Of the process that needed most, in megabytes."""
    lines = [Path(f"/proc/{pid}/status").read_text() for pid in started.family()]
    return max(int(text.partition("VmHWM:")[2].split()[0]) for text in lines) // 1024

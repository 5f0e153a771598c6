"""Live updates of both sides: the same events, behind the proxy as well, and none lost for those who listen."""

from __future__ import annotations

import gzip
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from parity.deployment import image
from parity.exchange import Request, ask, delete, get, patch, post
from parity.listening import URL, Event, Listener, listening
from parity.machine import DATABASES, FRAMEWORKS, create, environment, require, run
from parity.processes import App, ready, wait_until
from parity.projects import SERVE, UPGRADE, WHOLE, app, begun, pair, production, project
from parity.servers import Nginx

WORDS = (*WHOLE, "--with", "realtime")
RESET: Event = ("reset", {})
BODIES: dict[str, dict[str, Any]] = {
    "tags": {"name": "a tag"},
    "posts": {"title": "a post", "body": "text"},
    "comments": {"author": "Ann", "body": "text", "postId": 1},
}
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}


def form(path: str, values: dict[str, Any]) -> Request:
    return Request("POST", path, urlencode(values).encode(), FORM)


def written() -> Iterator[tuple[int, Request, str, int]]:
    """A status, what is asked for it, and what is told of which row, if anything."""
    for name, body in BODIES.items():
        path, site = f"/api/{name}", f"/{name}"
        yield 201, post(path, body), "created", 1
        yield 200, patch(f"{path}/1", body), "updated", 1
        yield 200, patch(f"{path}/1", {}), "updated", 1
        yield 422, post(path, {}), "", 0
        yield 422, patch(f"{path}/1", {"nothing": 1}), "", 0
        yield 404, patch(f"{path}/99", {}), "", 0
        yield 404, delete(f"{path}/99"), "", 0
        yield 200, get(path), "", 0
        yield 303, form(f"{site}/new", body | {"name": "other"} if name == "tags" else body), "created", 2
        yield 422, form(f"{site}/new", {}), "", 0
        yield 303, form(f"{site}/2/edit", body | {"name": "more"} if name == "tags" else body), "updated", 2
        yield 303, form(f"{site}/2/delete", {}), "deleted", 2
    yield 409, post("/api/tags", BODIES["tags"]), "", 0
    yield 409, post("/api/comments", BODIES["comments"] | {"postId": 99}), "", 0
    yield 409, delete("/api/posts/1"), "", 0
    for name in ("comments", "posts", "tags"):
        yield 204, delete(f"/api/{name}/1"), "deleted", 1


@pytest.mark.parametrize(
    "database",
    ["sqlite", *(pytest.param(name, marks=[pytest.mark.long, pytest.mark.server]) for name in DATABASES[1:])],
)
def test_the_same_is_told_on_both_sides(database: str) -> None:
    require(database)
    asked = [*written()]
    names = [request.path.split("?")[0].removeprefix("/api").split("/")[1] for _, request, _, _ in asked]
    promised = [
        (action, {"resource": name, "id": row})
        for name, (_, _, action, row) in zip(names, asked, strict=True)
        if action
    ]
    with pair("blog", *WORDS, database=database) as apps, ExitStack() as stack:
        listeners = [stack.enter_context(listening(one.port)) for one in apps.both]
        for status, request, _, _ in asked:
            assert [answer.status for answer in apps.ask(request)] == [status, status], request

        assert len(asked) > 40
        for listener in listeners:
            assert listener.until(promised[-1]) == [RESET, *promised]
        heads = [stack.enter_context(listening(one.port, method="HEAD")) for one in apps.both]
        for name in ("content-type", "cache-control", "x-accel-buffering"):
            assert len({one.headers[name] for one in [*heads, *listeners]}) == 1, name
        documents = [one.ask(get("/openapi.json")).body for one in apps.both]
        assert all(b'"/api/changes"' in document for document in documents)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_events_pass_the_proxy_at_once_and_it_counts_streams_apart(framework: str) -> None:
    folder = project(framework, "blog", *WORDS)
    with app(framework, "blog", *WORDS) as one, Nginx.before(one.port, folder) as proxy, ExitStack() as stack:
        listeners = [stack.enter_context(listening(proxy.port)) for _ in range(16)]
        assert {listener.status for listener in listeners} == {200}
        streams = [listener.events() for listener in listeners]
        assert [next(stream) for stream in streams] == [RESET] * 16
        refused = Listener(proxy.port)
        assert refused.status == 429
        refused.close()

        began = time.monotonic()
        assert one.ask(post("/api/tags", {"name": "a"})).status == 201
        for stream in streams:
            assert next(stream) == ("created", {"resource": "tags", "id": 1})
        # Why less than a beat of 15 s: nothing waits for the next event.
        assert time.monotonic() - began < 10
        assert ask(proxy.port, get("/api/tags")).status == 200


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_who_comes_back_reads_what_was_missed_and_after_a_restart_is_told_so(framework: str, tmp_path: Path) -> None:
    folder = project(framework, "blog", *WORDS)
    url = create("sqlite", f"live_{framework}", tmp_path)
    run(*UPGRADE[framework], cwd=folder, env=production(url))
    with begun(folder, url) as one:
        ready(one)
        with listening(one.port) as listener:
            first = listener.events()
            assert next(first) == RESET
        for number in range(3):
            assert one.ask(post("/api/tags", {"name": f"tag {number}"})).status == 201
        with listening(one.port, listener.last_id) as again:
            stream = again.events()
            assert [next(stream)[1]["id"] for _ in range(3)] == [1, 2, 3]
            # Why with a stream that is open: it must not hold up the end.
            one.stop()
            assert list(stream) == []
            assert one.stopped(10) == 0
    with begun(folder, url) as one:
        ready(one)
        with listening(one.port, again.last_id) as later:
            assert next(later.events()) == RESET


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_who_has_gone_before_the_answer_keeps_no_place(framework: str) -> None:
    body = gzip.compress(b"a=1", mtime=0)
    lines = [f"GET {URL} HTTP/1.1", "Host: parity.test", "Content-Type: application/x-www-form-urlencoded"]
    lines += ["Content-Encoding: gzip", f"Content-Length: {len(body)}", "", ""]
    with app(framework, "blog", *WORDS, STREAM_LIMIT="5") as one:
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", one.port)) as connection:
                connection.sendall("\r\n".join(lines).encode() + body)
        # Why a while: Flask learns of it when it sends something.
        assert wait_until(lambda: free(one), 30)


@pytest.mark.long
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_four_hundred_clients_are_told_of_everything(framework: str) -> None:
    clients, changes = 400, 20
    with app(framework, "blog", *WORDS, STREAM_LIMIT=str(clients)) as one, ExitStack() as stack:
        listeners = [stack.enter_context(listening(one.port)) for _ in range(clients)]
        streams = [listener.events() for listener in listeners]
        assert [next(stream) for stream in streams] == [RESET] * clients
        assert one.status(URL) == 503

        for number in range(changes):
            assert one.ask(post("/api/tags", {"name": f"tag {number}"})).status == 201

        for stream in streams:
            assert [next(stream)[1]["id"] for _ in range(changes)] == [*range(1, changes + 1)]
        for listener in listeners:
            listener.close()
        # Why a while: a connection that is closed is noticed when something is sent.
        assert wait_until(lambda: one.ask(post("/api/tags", {})).status == 422 and free(one), 40)


def free(one: App) -> bool:
    listener = Listener(one.port)
    listener.close()
    return listener.status == 200


def test_gunicorn_with_several_workers_is_refused() -> None:
    folder = project("flask", "blog", *WORDS)
    settings = environment() | production("sqlite://") | {"WEB_CONCURRENCY": "2"}
    ended = subprocess.run(
        SERVE["flask"], cwd=folder, env=settings, capture_output=True, text=True, timeout=60, check=False
    )

    assert image(folder)["WEB_CONCURRENCY"] == "1"
    assert ended.returncode == 1
    assert "WEB_CONCURRENCY must be 1: each tells of its own changes alone" in ended.stderr

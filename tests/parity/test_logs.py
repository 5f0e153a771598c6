"""What the two apps log: a line of JSON for each request, and nothing that a client or an operator wants kept secret."""

import json
import os
import re
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import psycopg
import pymysql
import pytest
from parity.exchange import Request, get, post, raw
from parity.machine import FRAMEWORKS, run
from parity.processes import App, start, wait_until
from parity.projects import WHOLE, app, production, project
from parity.servers import PASSWORD, Database, MariaDB, PostgreSQL

SERVERS: dict[str, type[Database]] = {"postgresql": PostgreSQL, "mysql": MariaDB}
WAITS = {
    "postgresql": "select 1 from pg_stat_activity where wait_event_type = 'Lock'",
    "mysql": "select 1 from information_schema.processlist where state like 'Waiting for table%'",
}
# What closing the connection of a dead server says.
ERRORS = (psycopg.Error, pymysql.Error, OSError)
DEVELOP = {"flask": (".venv/bin/flask", "run", "--no-reload"), "express": ("npm", "run", "dev")}
SECRET = "hush-4711"
TOKEN = f"{SECRET}-of-the-metrics"
KEYS = {"level", "time", "msg", "requestId", "method", "path", "status", "ms"}
HEADERS = {
    "Authorization": f"Bearer {SECRET}",
    "Cookie": f"session={SECRET}",
    "Proxy-Authorization": f"Basic {SECRET}",
    "Referer": f"https://a.example/?token={SECRET}",
    "User-Agent": SECRET,
    "X-Api-Key": SECRET,
    "X-Forwarded-For": SECRET,
}
POST = {"title": SECRET, "body": SECRET, "status": "live"}
# Each with its status.
SENT: list[tuple[Request, int]] = [
    (get("/healthz", **HEADERS), 200),
    (get(f"/api/tags?token={SECRET}", **HEADERS), 422),
    (get(f"/api/tags?name={SECRET}", **HEADERS), 200),
    (get(f"/missing?password={SECRET}"), 404),
    (get("/metrics", Authorization=f"Bearer {TOKEN}"), 200),
    (get("/metrics", Authorization=f"Bearer {SECRET}"), 401),
    (post("/api/tags", {"name": SECRET}), 201),
    (post("/api/tags", {"name": SECRET}), 409),
    (post("/api/tags", {"name": "a", "password": SECRET}), 422),
    (post("/api/posts", POST | {"tagIds": [4711]}), 409),
    (post("/api/posts", POST), 201),
    (raw("POST", "/api/tags", b'{"password":"' + SECRET.encode()), 400),
    (raw("POST", "/api/tags", f"password={SECRET}".encode(), "application/x-www-form-urlencoded"), 415),
    (raw("POST", "/api/tags", SECRET.encode() * 20_000), 413),
    (Request("DELETE", f"/healthz?token={SECRET}"), 405),
]
WRONG = post("/api/comments", {"author": SECRET, "body": SECRET, "postId": 1})
LOST = post("/api/tags", {"name": f"{SECRET}-2"})
ASKED = [*SENT, (WRONG, 500), (LOST, 503)]


@pytest.fixture(scope="module", params=SERVERS)
def logs(request: pytest.FixtureRequest) -> Iterator[dict[str, App]]:
    """Both apps after they were asked, failed, lost their database, and stopped; their logs are whole."""
    with SERVERS[request.param]() as server:
        yield {name: asked(name, request.param, server) for name in FRAMEWORKS}


def asked(framework: str, kind: str, server: Database) -> App:
    settings = {"DATABASE_URL": server.create(framework), "METRICS_TOKEN": TOKEN, "WEB_CONCURRENCY": "1"}
    with app(framework, "blog", *WHOLE, database=kind, **settings) as started:
        for number, (request, status) in enumerate(SENT):
            assert send(started, request, number) == status, request
        server.execute("alter table comments rename column author to writer", framework)
        assert send(started, WRONG, len(SENT)) == 500
        with ThreadPoolExecutor() as threads, suppress(*ERRORS), server.lock("tags", framework):
            lost = threads.submit(send, started, LOST, len(SENT) + 1)
            assert wait_until(lambda: bool(server.execute(WAITS[kind])), 20)
            server.stop(server.immediate)
            assert lost.result(60) == 503
    server.start()
    return started


def send(started: App, request: Request, number: int) -> int:
    """The status of the answer, once it is in the log."""
    name = f"logged-{number}"
    answer = started.ask(Request(request.method, request.path, request.body, request.headers | {"X-Request-Id": name}))
    assert answer.headers["x-request-id"] == name
    assert wait_until(lambda: bool(started.said(requestId=name, msg="request")), 20), started.tail()
    return answer.status


@pytest.mark.server
def test_each_request_has_a_line_with_the_keys_of_the_contract(logs: dict[str, App]) -> None:
    wanted = [
        (f"logged-{number}", request.method, request.path.partition("?")[0], status)
        for number, (request, status) in enumerate(ASKED)
    ]
    for started in logs.values():
        lines = [line for line in started.said(msg="request") if line["requestId"].startswith("logged-")]

        assert [tuple(line[key] for key in ("requestId", "method", "path", "status")) for line in lines] == wanted
        assert all(line.keys() == KEYS for line in lines if line["status"] < 500)
        assert all(line.keys() >= KEYS for line in lines)
        for line in started.said():
            assert line.keys() >= {"level", "time", "msg"}
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", line["time"])


@pytest.mark.server
def test_what_went_wrong_is_told_with_the_id_of_its_request(logs: dict[str, App]) -> None:
    for name, started in logs.items():
        for number in (len(SENT), len(SENT) + 1):
            lines = started.said(requestId=f"logged-{number}", level="error")
            assert any(is_stack(line) for line in lines), (name, lines)


def is_stack(line: dict[str, Any]) -> bool:
    return bool(
        re.search(
            r'File "/.+", line \d+|    at .+:\d+:\d+', str(line.get("exception") or line.get("err", {}).get("stack"))
        )
    )


@pytest.mark.server
def test_no_secret_is_in_the_log(logs: dict[str, App]) -> None:
    for name, started in logs.items():
        for line in started.log.read_text().splitlines():
            found = [secret for secret in (SECRET, PASSWORD, "Bearer", "session=") if secret in line]
            assert not found, f"{name}: {line[:2000]}"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_in_development_lines_are_for_people(framework: str) -> None:
    """As the README has it; no migration is applied, and the app serves."""
    folder = project(framework, "blog", *WHOLE)
    settings = production(f"sqlite:///{folder}/develop.db") | {"APP_ENV": "development", "NODE_ENV": "development"}
    started = start(framework, DEVELOP[framework], folder, settings | {"FLASK_RUN_PORT": settings["PORT"]})
    try:
        assert wait_until(lambda: started.status("/healthz") == 200, 60), started.tail()
        assert wait_until(lambda: "healthz" in started.log.read_text(), 20), started.tail()
        assert started.said() == []
    finally:
        os.killpg(started.process.pid, signal.SIGKILL)
        started.kill()


THROWN = """
import express from "express";
import createError from "http-errors";
import { handleError } from "./src/errors.ts";
import { logRequests } from "./src/logs.ts";

const app = express();
app.use(logRequests({ LOG_LEVEL: "info" }));
app.use(express.json());
app.get("/upstream", () => { throw Object.assign(new Error("upstream said no"), { status: 401 }); });
app.get("/own", () => { throw createError(401, "this is ours"); });
app.post("/body", () => {});
app.get("/ids/:id", () => {});
app.use(handleError);
const server = app.listen(0, async () => {
  const place = `http://127.0.0.1:${server.address().port}`;
  await fetch(`${place}/upstream`);
  await fetch(`${place}/own`);
  await fetch(`${place}/ids/%E0`);
  await fetch(`${place}/body`, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{" });
  server.close();
});
"""


def test_an_error_of_another_service_is_told_though_it_has_a_status() -> None:
    """Express takes the status of what is thrown, so that a client of another service can make a 401 of ours."""
    said = run("node", "--input-type=module", "-e", THROWN, cwd=project("express", "blog", *WHOLE)).stdout
    lines = [json.loads(line) for line in said.splitlines()]

    assert [(line["path"], line["status"], line.get("err", {}).get("message")) for line in lines] == [
        ("/upstream", 401, "upstream said no"),
        ("/own", 401, None),
        ("/ids/%E0", 400, None),
        ("/body", 400, None),
    ]

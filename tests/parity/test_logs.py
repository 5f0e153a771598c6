"""What the two apps log: the same lines, and nothing that a client or an operator would want kept secret."""

import json
import os
import pty
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pymysql
import pytest
from parity.apps import SERVE, project
from parity.exchange import Request, ask, get, post, raw
from parity.machine import FRAMEWORKS, create, environment
from parity.processes import NO_ANSWER, Served, migrate, serve, wait_until
from parity.promised import SECURITY
from parity.servers import PASSWORD, Database, MariaDB, PostgreSQL, free_port

SERVERS: dict[str, type[Database]] = {"postgresql": PostgreSQL, "mysql": MariaDB}
# A text does not fit into the column any more.
BREAK = {
    "postgresql": "alter table comments alter column author type integer using 0",
    "mysql": "alter table comments modify author integer not null",
}
WAITS = {
    "postgresql": "select 1 from pg_stat_activity where wait_event_type = 'Lock'",
    "mysql": "select 1 from information_schema.processlist where state like 'Waiting for table%'",
}
# What closing the connection of a dead server says.
ERRORS = (psycopg.Error, pymysql.Error, OSError)
SECRET = "hush-4711"
TOKEN = f"{SECRET}-of-the-metrics"
LINE = ["level", "time", "msg", "requestId", "method", "path", "status", "ms"]
UNHANDLED = ["level", "time", "msg", "requestId", "path", "stack"]
DATABASE = ["level", "time", "msg", "requestId", "path", "error"]
LIBRARY = """
import logging
from app import create_app
create_app()
log = logging.getLogger("library")
log.warning("%d left", 3)
try:
    raise ValueError("broken")
except ValueError:
    log.exception("failed")
"""
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
    (raw("DELETE", "/healthz", SECRET.encode()), 405),
]
WRONG = post("/api/comments", {"author": SECRET, "body": SECRET, "postId": 1})


@pytest.fixture(scope="module", params=SERVERS)
def logs(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """Everything that both apps wrote while they were asked, failed, lost their database, and stopped."""
    kind: str = request.param
    with SERVERS[kind]() as server:
        urls = {name: server.create(name) for name in FRAMEWORKS}
        for name, url in urls.items():
            migrate(name, kind, url)
        yield {name: run(name, kind, server, url) for name, url in urls.items()}


def run(framework: str, kind: str, server: Database, url: str) -> str:
    with serve(framework, kind, DATABASE_URL=url, METRICS_TOKEN=TOKEN, WEB_CONCURRENCY="1") as served:
        ids = (f"logged-{number}" for number in count())
        for request, status in SENT:
            assert send(served, request, next(ids)) == status, request
        server.execute(BREAK[kind], framework)
        assert send(served, WRONG, next(ids)) == 500
        with ThreadPoolExecutor() as threads, suppress(*ERRORS), locked(kind, url):
            lost = threads.submit(send, served, post("/api/tags", {"name": f"{SECRET}-2"}), next(ids))
            assert wait_until(lambda: bool(server.execute(WAITS[kind])), 20)
            server.stop(server.immediate)
            assert lost.result(40) == 503
        served.stop()
        assert served.stopped(15) == 0
        server.start()
        return served.out.read_text() + served.err.read_text()


@contextmanager
def locked(kind: str, url: str) -> Iterator[None]:
    """Nobody else can write a tag."""
    if kind == "postgresql":
        with psycopg.connect(url) as holder:
            holder.execute("lock table tags")
            yield
        return
    parts = urlsplit(url)
    with (
        pymysql.connect(
            host="127.0.0.1", port=parts.port or 0, user="app", password=PASSWORD, database=parts.path[1:]
        ) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("lock tables tags write")
        yield


def send(served: Served, request: Request, number: str) -> int:
    """The status of the answer, once it is in the log. Every answer is strict and has its id: a 500 and a 503, too."""
    given = Request(request.method, request.path, request.body, request.headers | {"X-Request-Id": number})
    answer = served.ask(given)
    assert answer.headers | SECURITY | {"x-request-id": number} == answer.headers, answer
    assert wait_until(lambda: bool(served.said(requestId=number, msg="request")), 10), served.tail()
    return answer.status


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def asked(text: str) -> list[dict[str, Any]]:
    """The lines of the requests that the test sent."""
    return [line for line in lines(text) if str(line.get("requestId")).startswith("logged-")]


# What is sent, and how the log tells it.
PATHS = {
    "/x%1b%5b31mred": "/x%1b%5b31mred",
    "//double": "//double",
    "/a%2Fb?c=d": "/a%2Fb",
    "/%c3%a9": "/%c3%a9",
    "/docs%3fq": "/docs%3fq",
    "/%68ealthz": "/healthz",
    "http://evil.example/healthz?a": "/healthz",
    "/a/http://b/c": "/a/http://b/c",
}


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("form", ["json", "pretty"])
def test_a_path_is_logged_as_it_was_sent(framework: str, form: str, tmp_path: Path) -> None:
    """Decoded it could be taken for another, and write into the terminal of whoever reads the log."""
    url = create("sqlite", "paths", tmp_path)
    migrate(framework, "sqlite", url)
    with serve(framework, "sqlite", DATABASE_URL=url, LOG_FORMAT=form, WEB_CONCURRENCY="1") as served:
        for path in PATHS:
            served.ask(get(path))
        assert wait_until(lambda: all(told in served.out.read_text() for told in PATHS.values()), 10), served.tail()
        said = served.out.read_text()
        if form == "json":
            logged = [line["path"] for line in served.said(msg="request", method="GET")]
            assert logged[-len(PATHS) :] == list(PATHS.values())
    assert "\x1b[31mred" not in said
    assert "evil.example" not in said


def test_every_line_has_the_keys_of_the_contract_in_their_order(logs: dict[str, str]) -> None:
    kinds = {"request": LINE, "unhandled": UNHANDLED, "database": DATABASE, "listening": [*LINE[:3], "url"]}
    levels = {"request": "info", "unhandled": "error", "database": "error", "listening": "info"}
    for text in logs.values():
        for line in lines(text):
            assert (list(line), line["level"]) == (kinds[line["msg"]], levels[line["msg"]])
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])


def test_one_line_per_request_and_errors_before_theirs(logs: dict[str, str]) -> None:
    words = ["msg", "requestId", "method", "path", "status"]
    flask, express = ([[line.get(word) for word in words] for line in asked(text)] for text in logs.values())
    numbers = [f"logged-{number}" for number in range(len(SENT) + 2)]

    assert flask == express
    assert [line[1] for line in flask if line[0] == "request"] == numbers
    assert [line[0] for line in flask[-4:]] == ["unhandled", "request", "database", "request"]
    assert [line[1] for line in flask[-4::2]] == [line[1] for line in flask[-3::2]]
    assert [line[4] for line in flask if line[0] == "request"] == [*(status for _, status in SENT), 500, 503]


def test_an_error_says_where_it_happened(logs: dict[str, str]) -> None:
    for name, text in logs.items():
        (stack,) = (line["stack"] for line in lines(text) if line["msg"] == "unhandled")
        assert re.search(r'File "/.+", line \d+|    at .+:\d+:\d+', stack), name
        assert re.search(r"[A-Z]\w+(Error|Exception)\b", stack), name


def test_no_secret_is_in_the_log(logs: dict[str, str]) -> None:
    for name, text in logs.items():
        for secret in (SECRET, PASSWORD, "Bearer", "session="):
            assert secret not in text, f"{name}: {next(line for line in text.splitlines() if secret in line)[:2000]}"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_who_hangs_up_is_logged_with_the_answer_that_nobody_got(framework: str, tmp_path: Path) -> None:
    url = create("sqlite", "gone", tmp_path)
    migrate(framework, "sqlite", url)
    with serve(framework, "sqlite", DATABASE_URL=url, WEB_CONCURRENCY="1", METRICS_TOKEN=TOKEN) as served:
        with socket.create_connection(("127.0.0.1", served.port)) as connection:
            head = b"POST /api/tags HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n"
            connection.sendall(head + b'{"name"')
        assert wait_until(lambda: bool(served.said(msg="request", method="POST")), 10), served.tail()
        (line,) = served.said(msg="request", method="POST")
        metrics = served.ask(get("/metrics", Authorization=f"Bearer {TOKEN}")).body.decode()

    assert line["status"] == 400
    assert re.findall(r'http_requests_total{method="POST",route="(.+)",status="(.+)"}', metrics) == [
        ("/api/tags", "400")
    ]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_who_reads_the_log_may_go_away(framework: str, tmp_path: Path) -> None:
    port, url = free_port(), create("sqlite", "unread", tmp_path)
    migrate(framework, "sqlite", url)
    env = {
        "APP_ENV": "production",
        "PORT": str(port),
        "DATABASE_URL": url,
        "WEB_CONCURRENCY": "1",
        "METRICS_TOKEN": TOKEN,
    }
    process = subprocess.Popen(
        SERVE[framework],
        cwd=project(framework, "sqlite", "whole"),
        env=environment() | env | {"REDIS_URL": "redis://127.0.0.1:6379/15"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        assert process.stdout
        assert b"listening" in process.stdout.readline()
        process.stdout.close()
        requests = [post("/api/tags", {"name": f"tag {number}"}) for number in range(5)]
        assert wait_until(lambda: answers(port), 20)
        assert [ask(port, request).status for request in requests] == [201] * 5
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_what_a_library_logs_in_flask_has_the_same_form(tmp_path: Path) -> None:
    """Express has no such thing: there, what a library cannot handle it throws."""
    env = {"APP_ENV": "test", "LOG_FORMAT": "json", "DATABASE_URL": create("sqlite", "library", tmp_path)}
    said = subprocess.run(
        [".venv/bin/python", "-c", LIBRARY],
        cwd=project("flask", "sqlite", "blog"),
        env=environment() | env,
        check=True,
        capture_output=True,
        text=True,
    )
    warning, error = lines(said.stdout)

    assert (list(warning), warning["level"], warning["msg"]) == ([*LINE[:3], "logger"], "warning", "3 left")
    assert (list(error), error["level"], error["logger"]) == ([*LINE[:3], "logger", "stack"], "error", "library")
    assert error["stack"].rstrip().endswith("ValueError: broken")
    assert not said.stderr


FORMS = {
    "development": ({"APP_ENV": "development"}, True, "colours"),
    "production for people, in a file": ({"LOG_FORMAT": "pretty"}, False, "words"),
    "nobody wants colours": ({"APP_ENV": "development", "NO_COLOR": "1"}, True, "words"),
    "development in JSON": ({"APP_ENV": "development", "LOG_FORMAT": "json"}, True, "JSON"),
}


@pytest.mark.parametrize("case", FORMS)
def test_the_form_of_a_line_is_as_set(case: str, tmp_path: Path) -> None:
    env, is_terminal, wanted = FORMS[case]
    with ExitStack() as stack:
        texts = [stack.enter_context(written(name, tmp_path, is_terminal, env)) for name in FRAMEWORKS]
    for text in texts:
        said = b"".join(text)
        line = next(line for line in said.splitlines() if b"healthz" in line)
        form = "JSON" if line.startswith(b'{"level":"info"') else "colours" if b"\x1b[" in line else "words"
        assert form == wanted, said


@contextmanager
def written(framework: str, folder: Path, is_terminal: bool, env: dict[str, str]) -> Iterator[list[bytes]]:
    """What the app has written to a terminal or a pipe, once it has stopped."""
    text: list[bytes] = []
    ours, theirs = pty.openpty() if is_terminal else os.pipe()
    settings = {"APP_ENV": "production", "PORT": str(free_port()), "NO_COLOR": "", "TERM": "xterm-256color"}
    settings |= {"DATABASE_URL": create("sqlite", framework, folder), "PENDING_MIGRATIONS": "allow"}
    settings |= {
        "WEB_CONCURRENCY": "1",
        "METRICS_TOKEN": TOKEN,
        "REDIS_URL": "redis://127.0.0.1:6379/15",
        "RATE_LIMIT": "0",
    } | env
    # Why without CI: Node takes a terminal there for one without colours.
    inherited = {name: value for name, value in environment().items() if name != "CI"}
    process = subprocess.Popen(
        SERVE[framework],
        cwd=project(framework, "sqlite", "whole"),
        env=inherited | settings,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    try:
        yield text
        assert wait_until(lambda: answers(int(settings["PORT"])), 60), f"{framework} does not answer"
        process.terminate()
        process.wait(30)
        with suppress(OSError):
            while part := os.read(ours, 65536):
                text.append(part)
    finally:
        process.kill()
        os.close(ours)


def answers(port: int) -> bool:
    try:
        return ask(port, get("/healthz"), timeout=5).status == 200
    except NO_ANSWER:
        return False

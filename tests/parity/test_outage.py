"""A database that goes away under load and comes back: nothing but 503 meanwhile, no restart, and no row is lost."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

import pytest
from parity.exchange import Request, get, post
from parity.machine import FRAMEWORKS
from parity.processes import NO_ANSWER, Served, migrate, serve, wait_until
from parity.promised import PROBLEMS, around
from parity.servers import Database, MariaDB, PostgreSQL

SERVERS = {"postgresql": PostgreSQL, "mysql": MariaDB}
WRITERS = 16
# Seconds that a query may take, and that a request waits for a connection.
LIMIT, WAIT = 3, 5
# Requests at once: more than both processes have connections.
ASKED = 40


@dataclass(frozen=True)
class Write:
    name: str
    began: float
    # 0 when there was no answer.
    status: int


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest) -> Iterator[Database]:
    with SERVERS[request.param]() as server:
        yield server


@pytest.fixture(scope="module", params=FRAMEWORKS)
def app(server: Database, request: pytest.FixtureRequest) -> Iterator[Served]:
    database = next(name for name, kind in SERVERS.items() if isinstance(server, kind))
    url = server.create(request.param)
    migrate(request.param, database, url)
    with serve(request.param, database, DATABASE_URL=url, WEB_CONCURRENCY="2", REQUEST_SECONDS=str(LIMIT)) as served:
        assert wait_until(lambda: len(served.workers()) == 2, 10), served.tail()
        yield served


def test_work_goes_on_when_the_database_is_back(app: Served, server: Database) -> None:
    processes = app.family()
    with load(app) as sent:
        for how in (server.fast, server.immediate):
            time.sleep(1)
            # Why locked: each connection then has begun a transaction, and is lost in it.
            with server.lock("tags", app.framework):
                time.sleep(1)
                server.stop(how)
            assert wait_until(lambda: app.status("/readyz") == 503, 10), app.tail()
            time.sleep(1)
            server.start()
            back = time.monotonic()
            assert wait_until(lambda: app.status("/readyz") == 200, 10), app.tail()
            time.sleep(1)
            # Why all: a pool may keep a broken connection for each process, and give it out once.
            assert {write.status for write in sent if write.began > back} == {201}, said(sent)

    print(f"{app.framework} on {server.program}: {said(sent)}")
    assert {write.status for write in sent} == {201, 503}, f"{said(sent)}\n{app.tail()}"
    assert app.family() == processes
    assert not app.said(msg="unhandled")
    check_rows(app, server, sent)


def test_nobody_waits_long_for_a_database_that_is_silent(app: Served, server: Database) -> None:
    processes = app.family()
    with server.silent(), ThreadPoolExecutor(ASKED) as threads:
        began = time.monotonic()
        answers = [threads.submit(app.ask, get("/api/tags"), 60) for _ in range(ASKED)]
        assert {app.status("/healthz") for _ in range(10)} == {200}
        statuses = Counter(answer.result().status for answer in answers)
        took = time.monotonic() - began
        assert statuses == {503: ASKED}, app.tail()
        # Why their sum: who has waited for a silent connection may then wait for a new one.
        assert took < LIMIT + WAIT + 8, f"{took:.1f} s"

    assert wait_until(lambda: app.status("/readyz") == 200, 10), app.tail()
    assert {app.status("/api/tags") for _ in range(30)} == {200}
    assert app.family() == processes
    assert not app.said(msg="unhandled")


def test_a_restart_that_nobody_saw_is_seen_by_nobody(app: Served, server: Database) -> None:
    assert Counter(together(app)) == {200: ASKED}
    server.stop(server.immediate)
    server.start()

    assert Counter(together(app)) == {200: ASKED}


def together(app: Served) -> list[int]:
    with ThreadPoolExecutor(ASKED) as threads:
        return list(threads.map(lambda _: app.status("/api/tags", 60), range(ASKED)))


def test_answers_of_an_outage_are_answers_like_any_other(app: Served, server: Database) -> None:
    """Also that of a mistake: a table is not what the app takes it for."""
    server.execute("alter table tags rename to lost", app.framework)
    try:
        check_problem(app, get("/api/tags"), 500)
    finally:
        server.execute("alter table lost rename to tags", app.framework)
    server.stop(server.fast)
    try:
        for request in (get("/api/tags"), post("/api/tags", {"name": "a"}), get("/readyz")):
            check_problem(app, request, 503)
    finally:
        server.start()
    assert {app.status("/api/tags") for _ in range(30)} == {200}


def check_problem(app: Served, request: Request, status: int) -> None:
    answer = app.ask(request)
    headers = {name: value for name, value in around(request, status).items() if value is not None}
    assert answer.status == status
    assert answer.headers.items() >= headers.items()
    assert answer.headers.keys() - headers.keys() <= {"content-length"}
    assert json.loads(answer.body) == {"type": "about:blank"} | PROBLEMS[status]


def check_rows(app: Served, server: Database, sent: list[Write]) -> None:
    """What was acknowledged is there; what was not may be, but once."""
    stored = Counter(str(name) for (name,) in server.execute("select name from tags", app.framework))
    assert set(stored.values()) == {1}
    acknowledged = {write.name for write in sent if write.status == 201}
    assert acknowledged <= stored.keys() <= {write.name for write in sent}


@contextmanager
def load(app: Served) -> Iterator[list[Write]]:
    """Writes from all sides, while somebody asks whether the app lives, which it always must."""
    sent: list[Write] = []
    sick: list[int] = []
    is_over = threading.Event()

    def work(writer: int) -> None:
        for number in count():
            if is_over.is_set():
                return
            name, began = f"{writer} {number} {time.time()}", time.monotonic()
            try:
                status = app.ask(post("/api/tags", {"name": name})).status
            except NO_ANSWER:
                status = 0
            sent.append(Write(name, began, status))
            # Why: an app that only refuses would keep the machine from starting the database.
            time.sleep(0.05 if status == 503 else 0)

    def watch() -> None:
        while not is_over.wait(0.1):
            if (status := app.status("/healthz")) != 200:
                sick.append(status)

    threads = [threading.Thread(target=work, args=(writer,)) for writer in range(WRITERS)]
    threads.append(threading.Thread(target=watch))
    for thread in threads:
        thread.start()
    try:
        yield sent
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
    assert sick == []


def said(sent: list[Write]) -> dict[int, int]:
    return dict(Counter(write.status for write in sent))

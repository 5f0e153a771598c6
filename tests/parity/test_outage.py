"""A database that goes away under load and comes back: nothing but 503 meanwhile, no restart, and no row is lost.

test_around.py holds what is answered meanwhile, and that both sides say the same.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

import pytest
from parity.exchange import post
from parity.machine import FRAMEWORKS
from parity.processes import NO_ANSWER, App, wait_until
from parity.projects import WHOLE, app
from parity.servers import Database, MariaDB, PostgreSQL

pytestmark = [pytest.mark.alone, pytest.mark.server]

SERVERS: dict[str, type[Database]] = {"postgresql": PostgreSQL, "mysql": MariaDB}
WRITERS = 16
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
def started(server: Database, request: pytest.FixtureRequest) -> Iterator[App]:
    database = next(name for name, kind in SERVERS.items() if isinstance(server, kind))
    settings = {"DATABASE_URL": server.create(request.param), "WEB_CONCURRENCY": "2"}
    with app(request.param, "blog", *WHOLE, database=database, **settings) as one:
        yield one


def test_work_goes_on_when_the_database_is_back(started: App, server: Database) -> None:
    processes = started.family()
    with load(started) as sent:
        for how in (server.fast, server.immediate):
            time.sleep(1)
            # Why locked: each connection then has begun a transaction, and is lost in it.
            with server.lock("tags", started.framework):
                time.sleep(1)
                server.stop(how)
            assert wait_until(lambda: started.status("/readyz") == 503, 20), started.tail()
            time.sleep(1)
            server.start()
            assert wait_until(lambda: started.status("/readyz") == 200, 20), started.tail()
            # Why a while: a pool may keep a broken connection, and give it out once.
            time.sleep(2)
            back = time.monotonic()
            time.sleep(2)
            assert {write.status for write in sent if write.began > back} == {201}, said(sent)

    print(f"{started.framework} on {server.program}: {said(sent)}")
    assert {write.status for write in sent} == {201, 503}, f"{said(sent)}\n{started.tail()}"
    assert started.family() == processes
    check_rows(started, server, sent)


def test_a_restart_that_nobody_saw_is_seen_by_nobody(started: App, server: Database) -> None:
    assert Counter(together(started)) == {200: ASKED}
    server.stop(server.immediate)
    server.start()

    assert Counter(together(started)) == {200: ASKED}


def together(started: App) -> list[int]:
    with ThreadPoolExecutor(ASKED) as threads:
        return list(threads.map(lambda _: started.status("/api/tags", 60), range(ASKED)))


def check_rows(started: App, server: Database, sent: list[Write]) -> None:
    """What was acknowledged is there; what was not may be, but once."""
    stored = Counter(str(name) for (name,) in server.execute("select name from tags", started.framework))
    assert set(stored.values()) == {1}
    acknowledged = {write.name for write in sent if write.status == 201}
    assert acknowledged <= stored.keys() <= {write.name for write in sent}


@contextmanager
def load(started: App) -> Iterator[list[Write]]:
    """Writes from all sides, while somebody asks whether the app lives, which it always must."""
    sent: list[Write] = []
    sick: list[int] = []
    is_over = threading.Event()

    def work(writer: int) -> None:
        for number in count():
            if is_over.is_set():
                return
            name, began = f"{writer} {number}", time.monotonic()
            try:
                status = started.ask(post("/api/tags", {"name": name}), 60).status
            except NO_ANSWER:
                status = 0
            sent.append(Write(name, began, status))
            # Why: an app that only refuses would keep the machine from starting the database.
            time.sleep(0.05 if status == 503 else 0)

    def watch() -> None:
        while not is_over.wait(0.1):
            if (status := started.status("/healthz", 30)) != 200:
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

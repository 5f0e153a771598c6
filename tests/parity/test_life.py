"""How both apps stop: what runs is finished, nothing new is begun, nothing is left behind. And what a dead worker does."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from parity.exchange import Answer, patch
from parity.machine import FRAMEWORKS
from parity.processes import NO_ANSWER, App, wait_until
from parity.projects import WHOLE, app
from parity.servers import PATIENT, PostgreSQL

pytestmark = [pytest.mark.alone, pytest.mark.server]

# Seconds that requests under way are given, as docs/contract.md says.
GRACE = 10


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    with PostgreSQL() as server:
        yield server


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_stop_finishes_what_runs(framework: str, server: PostgreSQL) -> None:
    with serving(framework, server) as served, ThreadPoolExecutor() as threads:
        with locked_row(server, served) as blocked:
            waiting = threads.submit(update, served)
            assert wait_until(blocked, 20), "the request did not reach the lock"
            served.stop()
            assert wait_until(lambda: served.status("/healthz", 1) == 0, GRACE / 2), "new requests are still served"
            assert served.process.poll() is None, f"it did not wait for what runs\n{served.tail()}"
        assert waiting.result(20).status == 200
        assert served.stopped() == 0, served.tail()
        assert connections(server, served) == 0


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_stop_cuts_off_what_runs_too_long(framework: str, server: PostgreSQL) -> None:
    with serving(framework, server) as served, ThreadPoolExecutor() as threads:
        with locked_row(server, served) as blocked:
            waiting = threads.submit(update, served)
            assert wait_until(blocked, 20), "the request did not reach the lock"
            told = time.monotonic()
            served.stop()
            assert served.stopped(GRACE + 20) == 0, served.tail()
            assert time.monotonic() - told > GRACE - 1
        assert is_cut_off(waiting)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_stop_does_not_wait_for_connections_that_are_kept(framework: str, server: PostgreSQL) -> None:
    """One is idle, the other one has a request under way, and asks for nothing after that."""
    with (
        serving(framework, server) as served,
        socket.create_connection(("127.0.0.1", served.port), timeout=20) as idle,
        socket.create_connection(("127.0.0.1", served.port), timeout=20) as used,
    ):
        idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        assert idle.recv(65536).startswith(b"HTTP/1.1 200")
        with locked_row(server, served) as blocked:
            head = (
                b"PATCH /api/tags/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n"
            )
            used.sendall(head + b'{"name":"b"}')
            assert wait_until(blocked, 20), "the request did not reach the lock"
            served.stop()
            assert wait_until(lambda: served.status("/healthz", 1) == 0, GRACE / 2)
        ended = time.monotonic()
        assert used.recv(65536).startswith(b"HTTP/1.1 200")
        assert served.stopped() == 0, served.tail()
        assert time.monotonic() - ended < GRACE / 2


def test_a_dead_worker_is_replaced_and_the_others_serve(server: PostgreSQL) -> None:
    """Express is one process, which whoever started it starts again."""
    with serving("flask", server) as served:
        assert wait_until(lambda: len(served.workers()) == 2, 60), served.tail()
        killed, other = served.workers()
        os.kill(killed, signal.SIGKILL)

        def is_replaced() -> bool:
            assert served.status("/readyz", timeout=30) == 200
            return len({*served.workers()} - {killed, other}) == 1

        assert wait_until(is_replaced, 60), served.tail()
        assert other in served.workers()
        assert str(killed) in served.tail()


@contextmanager
def serving(framework: str, server: PostgreSQL) -> Iterator[App]:
    """An app on a new database of its name, with one tag."""
    server.execute(f"drop database if exists {framework} with (force)")
    url = server.create(framework) + PATIENT[framework]
    with app(framework, "blog", *WHOLE, database="postgresql", DATABASE_URL=url, WEB_CONCURRENCY="2") as served:
        server.execute("insert into tags (name, created_at, updated_at) values ('a', now(), now())", framework)
        yield served


@contextmanager
def locked_row(server: PostgreSQL, served: App) -> Iterator[Callable[[], bool]]:
    """Hold the only tag; yields the question whether somebody waits for it."""
    with psycopg.connect(server.address(served.framework)) as holder:
        holder.execute("select * from tags for update")
        yield lambda: bool(server.execute("select 1 from pg_stat_activity where wait_event_type = 'Lock'"))
        holder.rollback()


def connections(server: PostgreSQL, served: App) -> int:
    return len(server.execute(f"select 1 from pg_stat_activity where datname = '{served.framework}'"))


def update(served: App) -> Answer:
    return served.ask(patch("/api/tags/1", {"name": "new"}), timeout=60)


def is_cut_off(waiting: Future[Answer]) -> bool:
    try:
        return waiting.result(20).status >= 500
    except NO_ANSWER:
        return True

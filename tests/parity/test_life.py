"""How a generated Express app stops: what runs is finished, nothing new is begun, nothing is left behind."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Self

import psycopg
import pytest
from parity.exchange import Answer, patch
from parity.processes import NO_ANSWER, Served, migrate, serve, wait_until
from parity.servers import PostgreSQL

KINDS = {"express": ("express", "1"), "cluster": ("express", "2")}


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    with PostgreSQL() as server:
        migrate("express", "postgresql", server.create("express"))
        server.execute("insert into tags (name, created_at, updated_at) values ('a', now(), now())", "express")
        yield server


@pytest.mark.parametrize("kind", KINDS)
def test_a_stop_finishes_what_runs(server: PostgreSQL, kind: str) -> None:
    with serving(server, kind, GRACE_SECONDS="20") as served, ThreadPoolExecutor() as threads:
        with idle_connection(served), HalfSent(served) as half, locked_row(server, served) as blocked:
            waiting = threads.submit(update, served)
            assert wait_until(blocked, 10), "the request did not reach the lock"
            served.stop()
            assert wait_until(lambda: refuses(served), 3), "new requests are still served"
            assert served.process.poll() is None, f"it did not wait for what runs\n{served.tail()}"
            half.send_rest()

            assert half.answer().startswith(b"HTTP/1.1 201")
            assert not waiting.done()
        assert waiting.result(10).status == 200
        assert served.stopped(5) == 0, served.tail()
        assert connections(server, served) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_stop_cuts_off_what_runs_too_long(server: PostgreSQL, kind: str) -> None:
    with serving(server, kind, GRACE_SECONDS="2") as served, ThreadPoolExecutor() as threads:
        with HalfSent(served) as half, locked_row(server, served) as blocked:
            waiting = threads.submit(update, served)
            assert wait_until(blocked, 10), "the request did not reach the lock"
            told = time.monotonic()
            served.stop()

            assert served.stopped(5) == 0, served.tail()
            assert 1.5 < time.monotonic() - told < 4.5
            assert cut_off(waiting)
            assert not half.answer().startswith(b"HTTP/1.1 2")
        assert wait_until(lambda: connections(server, served) == 0, 5)


@contextmanager
def serving(server: PostgreSQL, kind: str, **env: str) -> Iterator[Served]:
    framework, processes = KINDS[kind]
    settings = {"DATABASE_URL": server.address(framework), "WEB_CONCURRENCY": processes} | env
    with serve(framework, "postgresql", **settings) as served:
        yield served


@contextmanager
def locked_row(server: PostgreSQL, served: Served) -> Iterator[Callable[[], bool]]:
    """Hold the only tag; yields the question whether somebody waits for it."""
    with psycopg.connect(server.address(served.framework)) as holder:
        holder.execute("select * from tags where id = 1 for update")
        yield lambda: bool(
            server.execute(
                f"select 1 from pg_stat_activity where datname = '{served.framework}' and wait_event_type = 'Lock'"
            )
        )
        holder.rollback()


def connections(server: PostgreSQL, served: Served) -> int:
    return len(server.execute(f"select 1 from pg_stat_activity where datname = '{served.framework}'"))


def update(served: Served) -> Answer:
    return served.ask(patch("/api/tags/1", {"name": f"new {time.time()}"}), timeout=60)


def refuses(served: Served) -> bool:
    """Whether a new connection is refused, or told that the process stops."""
    try:
        with socket.create_connection(("127.0.0.1", served.port), timeout=1) as connection:
            connection.sendall(b"GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            return b" 503 " in connection.recv(4096)
    except ConnectionError:
        return True
    except TimeoutError:
        return False


class HalfSent:
    """A request of which the server has the headers and half of the body."""

    def __init__(self, served: Served) -> None:
        body = json.dumps({"name": f"slow {time.time()}"}).encode()
        self.rest = body[10:]
        self.connection = idle_connection(served)
        self.connection.sendall(
            b"POST /api/tags HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nConnection: close\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(body), body[:10])
        )
        time.sleep(0.3)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def send_rest(self) -> None:
        self.connection.sendall(self.rest)

    def answer(self) -> bytes:
        """What the server says until it closes the connection; what came before a reset counts too."""
        answer = b""
        with suppress(ConnectionError):
            while part := self.connection.recv(4096):
                answer += part
        return answer


def idle_connection(served: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", served.port), timeout=30)


def cut_off(waiting: Future[Answer]) -> bool:
    try:
        return waiting.result(10).status == 503
    except NO_ANSWER:
        return True

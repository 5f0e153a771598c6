"""How both apps stop: what runs is finished, nothing new is begun, nothing is left behind. And what a dead worker does."""

import json
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Self

import psycopg
import pytest
from parity.exchange import Answer, patch
from parity.machine import FRAMEWORKS
from parity.processes import NO_ANSWER, Served, migrate, serve, wait_until
from parity.servers import PostgreSQL

KINDS = {"gunicorn": ("flask", "2"), "node": ("express", "1"), "cluster": ("express", "2")}


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    with PostgreSQL() as server:
        for framework in FRAMEWORKS:
            migrate(framework, "postgresql", server.create(framework))
            server.execute("insert into tags (name, created_at, updated_at) values ('a', now(), now())", framework)
        yield server


def sigterm(served: Served) -> None:
    """As a container engine does it: only the first process is told. It may be told again."""
    served.stop()
    time.sleep(0.2)
    served.stop()


def ctrl_c(served: Served) -> None:
    """As a terminal does it: every process is told."""
    os.killpg(served.process.pid, signal.SIGINT)


@pytest.mark.parametrize("tell", [sigterm, ctrl_c])
@pytest.mark.parametrize("kind", KINDS)
def test_a_stop_finishes_what_runs(server: PostgreSQL, kind: str, tell: Callable[[Served], None]) -> None:
    with serving(server, kind, GRACE_SECONDS="60") as served, ThreadPoolExecutor() as threads, ExitStack() as open_:
        for said in (b"", b"GET / HTTP/1.1\r\nHost:", b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"):
            open_.enter_context(connected(served, said))
        with HalfSent(served) as half, locked_row(server, served) as blocked:
            waiting = threads.submit(update, served)
            assert wait_until(blocked, 10), "the request did not reach the lock"
            tell(served)
            assert wait_until(lambda: refuses(served), 5), "new requests are still served"
            assert served.process.poll() is None, f"it did not wait for what runs\n{served.tail()}"
            half.send_rest()

            assert half.answer().startswith(b"HTTP/1.1 201")
            assert not waiting.done()
        assert waiting.result(10).status == 200
        assert served.stopped(20) == 0, served.tail()
        assert connections(server, served) == 0
        assert not served.err.read_text()


@pytest.mark.parametrize("kind", KINDS)
def test_a_stop_cuts_off_what_runs_too_long(server: PostgreSQL, kind: str) -> None:
    with serving(server, kind, GRACE_SECONDS="3") as served:
        with something_under_way(server, served):
            told = time.monotonic()
            served.stop()
            assert served.stopped(20) == 0, served.tail()
            assert time.monotonic() - told > 2.5
        assert wait_until(lambda: connections(server, served) == 0, 5)
        assert not served.err.read_text()


@pytest.mark.parametrize("kind", KINDS)
def test_sigquit_cuts_off_at_once(server: PostgreSQL, kind: str) -> None:
    with serving(server, kind, GRACE_SECONDS="60") as served:
        with something_under_way(server, served):
            served.stop()
            assert wait_until(lambda: refuses(served), 5), "new requests are still served"
            served.stop(signal.SIGQUIT)
            assert served.stopped(20) == 0, served.tail()
        assert not served.err.read_text()


@pytest.mark.parametrize("kind", ["gunicorn", "cluster"])
def test_a_dead_worker_is_replaced_and_the_others_serve(server: PostgreSQL, kind: str) -> None:
    with serving(server, kind) as served:
        assert wait_until(lambda: len(listening(served)) == 2, 60), served.tail()
        killed, other = listening(served)
        os.kill(killed, signal.SIGKILL)

        def replaced() -> bool:
            assert served.status("/readyz", timeout=30) == 200
            return len({*listening(served)} - {killed, other}) == 1

        assert wait_until(replaced, 60), served.tail()
        assert other in listening(served)
        (told,) = (line for line in served.said(level="error") if str(killed) in json.dumps(line))
        assert list(told)[:3] == ["level", "time", "msg"]
        served.stop()
        assert served.stopped(20) == 0, served.tail()
        assert not served.err.read_text()


@contextmanager
def something_under_way(server: PostgreSQL, served: Served) -> Iterator[None]:
    """A request that waits for the database and one that is half sent; both must be cut off meanwhile."""
    with ThreadPoolExecutor() as threads, HalfSent(served) as half, locked_row(server, served) as blocked:
        waiting = threads.submit(update, served)
        assert wait_until(blocked, 10), "the request did not reach the lock"
        yield
        assert cut_off(waiting)
        assert not half.answer().startswith(b"HTTP/1.1 2")


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


def listening(served: Served) -> list[int]:
    """The workers that have the socket on which the app listens."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()]
    sockets = [f"socket:[{line[9]}]" for line in lines if line[3] == "0A" and line[1].endswith(f":{served.port:04X}")]
    return [pid for pid in served.workers() if {*sockets} & {*files(pid)}]


def files(pid: int) -> Iterator[str]:
    for file in Path(f"/proc/{pid}/fd").glob("*"):
        with suppress(OSError):
            yield str(file.readlink())


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
        self.connection = connected(
            served,
            b"POST /api/tags HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nConnection: close\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(body), body[:10]),
        )

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


def connected(served: Served, said: bytes) -> socket.socket:
    """A connection on which the server has read this, whole or half a request."""
    made = socket.create_connection(("127.0.0.1", served.port), timeout=30)
    made.sendall(said)
    time.sleep(0.3)
    return made


def cut_off(waiting: Future[Answer]) -> bool:
    try:
        return waiting.result(10).status == 503
    except NO_ANSWER:
        return True

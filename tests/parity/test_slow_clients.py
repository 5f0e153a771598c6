"""Clients that are slow, silent, greedy or gone cost little: they are cut off in time, and others are served meanwhile."""

import resource
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from parity.exchange import get
from parity.machine import FRAMEWORKS, create
from parity.processes import Served, migrate, serve, wait_until

SECONDS = 4
# How much later than `SECONDS` a busy machine may be.
PATIENCE = 20
# MB that all of this may cost, of the gigabytes that are sent. Why so many: V8 collects late.
GROWTH = 250
POST = b"POST /api/tags HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
HALF = {
    "nothing": b"",
    "half a head": b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-A: ",
    "half a body": POST + b'Content-Length: 2000\r\n\r\n{"na',
    "half a chunk": POST + b'Transfer-Encoding: chunked\r\n\r\n2000\r\n{"na',
}


@pytest.fixture(scope="module", params=FRAMEWORKS)
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    # Why: many machines allow 1,024 open files unless asked; the app inherits what is asked for here.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    folder: Path = tmp_path_factory.mktemp("slow")
    url = create("sqlite", "slow", folder)
    migrate(request.param, "sqlite", url)
    with serve(request.param, "sqlite", DATABASE_URL=url, REQUEST_SECONDS=str(SECONDS), WEB_CONCURRENCY="1") as served:
        for _ in range(20):
            assert served.status("/api/tags") == 200
        before, family = served.memory(), served.family()
        yield served
        assert served.family() == family, f"a process died\n{served.tail()}"
        assert served.memory() - before < GROWTH
        served.stop()
        assert served.stopped(20) == 0


def connect(served: Served) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", served.port), timeout=SECONDS + PATIENCE)
    connection.settimeout(SECONDS + PATIENCE)
    return connection


def ending(connection: socket.socket) -> bytes:
    """What is said until the connection is closed; TimeoutError when it is not."""
    said = b""
    with suppress(ConnectionError):
        while part := connection.recv(65536):
            said += part
    return said


def test_a_hundred_slow_clients_are_cut_off_and_keep_nobody_waiting(served: Served) -> None:
    with ExitStack() as stack:
        begun = time.monotonic()
        slow = [(name, stack.enter_context(connect(served))) for name in list(HALF) * 25]
        for name, connection in slow:
            connection.sendall(HALF[name])
        for _ in range(10):
            assert served.ask(get("/api/tags"), timeout=SECONDS).status == 200
        said = {name: ending(connection) for name, connection in slow}

        assert time.monotonic() - begun < SECONDS + PATIENCE
    assert said["half a body"].startswith(b"HTTP/1.1 408 ")
    assert said["half a chunk"].startswith(b"HTTP/1.1 408 ")
    assert said["half a head"][:13] in (b"", b"HTTP/1.1 408 ")
    assert not said["nothing"] or said["nothing"].startswith(b"HTTP/1.1 408 ")


def test_a_thousand_slow_clients_keep_nobody_out(served: Served) -> None:
    with ExitStack() as stack:
        for _ in range(1100):
            stack.enter_context(connect(served)).sendall(HALF["half a head"])
        for _ in range(10):
            assert served.ask(get("/healthz"), timeout=SECONDS).status == 200


def test_a_kept_connection_may_rest_longer_than_a_request_may_take(served: Served) -> None:
    with connect(served) as connection:
        for rest in (SECONDS * 2, 0):
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            said = b""
            while not said.endswith(b"}"):
                said += (part := connection.recv(65536))
                assert part, said
            assert said.startswith(b"HTTP/1.1 200 ")
            time.sleep(rest)


@pytest.mark.parametrize("begin", ["half a head", "half a body", "half a chunk"])
def test_a_client_that_sends_byte_by_byte_is_cut_off(served: Served, begin: str) -> None:
    with connect(served) as connection:
        begun = time.monotonic()
        connection.sendall(HALF[begin])
        connection.settimeout(0.2)
        said, is_open = b"", True
        while is_open and time.monotonic() - begun < SECONDS + PATIENCE:
            try:
                connection.sendall(b"a")
                said += (part := connection.recv(65536))
                is_open = bool(part)
            except TimeoutError:
                continue
            except ConnectionError:
                is_open = False

    assert not is_open
    assert not said or said.startswith(b"HTTP/1.1 408 ")


def test_clients_that_never_read_are_cut_off_and_keep_nobody_waiting(served: Served) -> None:
    with ExitStack() as stack:
        deaf = [stack.enter_context(connect(served)) for _ in range(20)]
        for connection in deaf:
            connection.setblocking(False)
            with suppress(BlockingIOError):
                for _ in range(200):
                    connection.send(b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n")
        for _ in range(10):
            assert served.ask(get("/api/tags"), timeout=PATIENCE).status == 200
        assert wait_until(lambda: established(served.port) == 0, SECONDS + PATIENCE)


def established(port: int) -> int:
    """How many connections that a server has are open on both sides."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return sum(line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "01" for line in lines)


FLOODS = {
    "declared": (b"POST /api/tags HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999\r\n\r\n", b" " * 1_000_000),
    "chunked": (
        b"POST /nowhere HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
        (b"10000\r\n" + b" " * 65_536 + b"\r\n") * 16,
    ),
}


@pytest.mark.parametrize("kind", FLOODS)
def test_a_body_without_end_is_cut_off_and_keeps_nobody_waiting(served: Served, kind: str) -> None:
    """What arrives without a pause must not take the turn of all others, nor that of the clock."""
    with connect(served) as connection, ThreadPoolExecutor() as threads:
        flood = threads.submit(pour, connection, *FLOODS[kind])
        for _ in range(10):
            assert served.status("/healthz", SECONDS / 2) == 200
            time.sleep(0.1)
        assert flood.result(), "the app still reads"


def pour(connection: socket.socket, head: bytes, part: bytes) -> bool:
    """Sends without end; whether it was stopped in time."""
    end = time.monotonic() + SECONDS + PATIENCE
    with suppress(ConnectionError):
        connection.sendall(head)
        while time.monotonic() < end:
            connection.sendall(part)
        return False
    return True


def test_a_query_of_many_parameters_costs_about_as_much_as_a_long_one(served: Served) -> None:
    one, many = computed(served, "/api/tags?a=" + "b" * 8_000), computed(served, "/api/tags?" + "a&" * 4_000)
    assert many / one < 12


def computed(served: Served, path: str) -> int:
    """Ticks of CPU that thirty requests cost the app."""
    before = ticks(served)
    for _ in range(30):
        assert served.ask(get(path)).status == 422
    return max(ticks(served) - before, 1)


def ticks(served: Served) -> int:
    stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in served.family()]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats)


def test_clients_that_are_gone_are_forgotten(served: Served) -> None:
    for name in list(HALF) * 25:
        with connect(served) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.sendall(HALF[name])

    assert wait_until(lambda: served.status("/readyz", PATIENCE) == 200, PATIENCE)


HEADS = {
    "10,000 headers": b"".join(b"X-%d: a\r\n" % number for number in range(10_000)),
    "a header of 1 MB": b"X-A: " + b"a" * 1_000_000 + b"\r\n",
}


@pytest.mark.parametrize("how", HEADS)
def test_a_head_that_is_too_large_is_refused(served: Served, how: str) -> None:
    with connect(served) as connection:
        with suppress(ConnectionError):
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n" + HEADS[how] + b"\r\n")
        said = ending(connection)

    assert not said or said.startswith(b"HTTP/1.1 431 ")
    assert served.status("/healthz", PATIENCE) == 200


GIGABYTE = 1_000_000_000


@pytest.mark.parametrize("kind", ["declared", "chunked"])
def test_a_body_of_a_gigabyte_is_refused_before_it_is_there(served: Served, kind: str) -> None:
    """Sends until the app has had enough, and never more than that."""
    length = b"Content-Length: %d\r\n\r\n" % GIGABYTE if kind == "declared" else b"Transfer-Encoding: chunked\r\n\r\n"
    part = b" " * 65_536 if kind == "declared" else b"10000\r\n" + b" " * 65_536 + b"\r\n"
    sent = 0
    with connect(served) as connection:
        with suppress(ConnectionError):
            connection.sendall(POST + length)
            while sent < GIGABYTE and not answered(connection):
                connection.sendall(part)
                sent += len(part)
        said = ending(connection)

    assert sent < GIGABYTE / 10
    assert not said or said.startswith(b"HTTP/1.1 413 ")
    assert served.status("/healthz", PATIENCE) == 200


def answered(connection: socket.socket) -> bool:
    """Whether there is something to read, or the end."""
    connection.setblocking(False)
    try:
        connection.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    finally:
        connection.settimeout(SECONDS + PATIENCE)
    return True


def test_nothing_went_wrong_inside(served: Served) -> None:
    assert not served.said(msg="unhandled")
    assert served.err.read_text() == ""

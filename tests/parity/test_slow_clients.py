"""Slow, silent and deaf clients are cut off by the nginx that comes with `docker`, and keep nobody waiting."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from parity.exchange import ask, get, post
from parity.machine import FRAMEWORKS
from parity.processes import App, wait_until
from parity.projects import WHOLE, app, project
from parity.servers import Nginx, children

pytestmark = [pytest.mark.alone, pytest.mark.server]

# What nginx.conf says, and how much later a busy machine may be.
SECONDS, PATIENCE = 10, 60
# Requests of one client at a time, and bytes that are kept of each answer, as nginx.conf says.
MOST, LARGEST = 8, 16 * 1024 * 1024
# More than one process of gunicorn has threads.
CLIENTS = 20
POST = b"POST /api/tags HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
HALF = {
    "nothing": b"",
    "half a head": b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-A: ",
    "half a body": POST + b'Content-Length: 2000\r\n\r\n{"na',
    "half a chunk": POST + b'Transfer-Encoding: chunked\r\n\r\n2000\r\n{"na',
}


@pytest.fixture(scope="module", params=FRAMEWORKS)
def started(request: pytest.FixtureRequest) -> Iterator[App]:
    with app(request.param, "blog", *WHOLE, WEB_CONCURRENCY="1") as one:
        family = one.family()
        yield one
        assert one.family() == family


@pytest.fixture(scope="module")
def proxy(started: App) -> Iterator[Nginx]:
    with Nginx.before(started.port, project(started.framework, "blog", *WHOLE)) as nginx:
        yield nginx


def connect(proxy: Nginx, number: int = 0) -> socket.socket:
    """Each number is a client with an address of its own."""
    place, source = ("127.0.0.1", proxy.port), (f"127.0.1.{number + 1}", 0)
    return socket.create_connection(place, timeout=SECONDS + PATIENCE, source_address=source)


def check_served(proxy: Nginx) -> None:
    """Others are answered meanwhile."""
    for _ in range(10):
        assert ask(proxy.port, get("/api/tags"), timeout=SECONDS).status == 200


def ending(connection: socket.socket) -> bytes:
    """What is said until the connection is closed; TimeoutError when it is not."""
    said = b""
    with suppress(ConnectionError):
        while part := connection.recv(65536):
            said += part
    return said


def test_clients_that_stop_halfway_are_cut_off_and_keep_nobody_waiting(started: App, proxy: Nginx) -> None:
    with ExitStack() as stack:
        names = enumerate(list(HALF) * CLIENTS)
        slow = [(name, stack.enter_context(connect(proxy, number))) for number, name in names]
        for name, connection in slow:
            connection.sendall(HALF[name])
        check_served(proxy)
        said = {name: ending(connection) for name, connection in slow}

    assert {name for name, words in said.items() if words and b" 408 " not in words} == set()
    assert started.said(msg="request", method="POST") == []


def test_a_client_that_sends_byte_by_byte_is_cut_off(proxy: Nginx) -> None:
    with connect(proxy) as connection:
        connection.sendall(HALF["half a head"])
        begun = time.monotonic()
        assert wait_until(lambda: is_closed_after(connection, b"a"), SECONDS + PATIENCE)
        assert time.monotonic() - begun > SECONDS - 2


def is_closed_after(connection: socket.socket, byte: bytes) -> bool:
    """Whether the other side has had enough."""
    connection.settimeout(0.2)
    try:
        connection.sendall(byte)
        return connection.recv(65536) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def test_bodies_that_come_byte_by_byte_do_not_reach_the_app(started: App, proxy: Nginx) -> None:
    """nginx's clock begins anew with each byte; but until the last one has come, it costs the app nothing."""
    with ExitStack() as stack:
        slow = [stack.enter_context(connect(proxy, number)) for number in range(CLIENTS)]
        for connection in slow:
            connection.sendall(HALF["half a body"])
        for _ in range(3):
            for connection in slow:
                connection.sendall(b"a")
            check_served(proxy)

    assert started.said(msg="request", method="POST") == []


def test_clients_that_never_read_are_cut_off_and_keep_nobody_waiting(proxy: Nginx) -> None:
    with ExitStack() as stack:
        for number in range(CLIENTS):
            connection = stack.enter_context(connect(proxy, number))
            connection.setblocking(False)
            with suppress(BlockingIOError):
                connection.send(b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n" * 500)
        assert wait_until(lambda: established(proxy.port) == CLIENTS, PATIENCE)
        check_served(proxy)
        assert wait_until(lambda: established(proxy.port) == 0, SECONDS + PATIENCE)


def test_one_client_that_reads_slowly_cannot_take_all_threads_nor_fill_the_disk(proxy: Nginx) -> None:
    """Slow enough to hold what it takes, and too fast to be cut off."""
    # Why these: each is six bytes in JSON, and a page larger than what the system buffers.
    body = "\x01" * 16_000
    for number in range(100):
        made = ask(proxy.port, post("/api/posts", {"title": f"{number}", "body": body}))
        assert made.status == 201
    with ExitStack() as stack:
        greedy = []
        for _ in range(MOST + 20):
            connection = stack.enter_context(
                socket.create_connection(("127.0.0.1", proxy.port), SECONDS, source_address=("127.0.0.9", 0))
            )
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(b"GET /api/posts?perPage=100 HTTP/1.1\r\nHost: a\r\n\r\n")
            greedy.append(connection)
        assert wait_until(lambda: len(refused(greedy)) >= 20, PATIENCE)
        with reading(greedy):
            assert wait_until(lambda: len(kept(proxy)) == MOST, PATIENCE)
            for _ in range(10):
                assert ask(proxy.port, get("/api/tags"), SECONDS, "127.0.0.2").status == 200
            assert sum(kept(proxy)) <= MOST * LARGEST


@contextmanager
def reading(connections: list[socket.socket]) -> Iterator[None]:
    """Two kilobytes of each, every three seconds."""
    is_over = threading.Event()

    def read() -> None:
        while not is_over.wait(3):
            for connection in connections:
                with suppress(OSError):
                    connection.recv(2048, socket.MSG_DONTWAIT)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def refused(connections: list[socket.socket]) -> list[socket.socket]:
    """Those that are told so already; nobody reads more."""
    said = []
    for connection in connections:
        with suppress(OSError):
            said += [connection] if b" 429 " in connection.recv(64, socket.MSG_PEEK | socket.MSG_DONTWAIT) else []
    return said


def kept(proxy: Nginx) -> list[int]:
    """The bytes of each answer that nginx keeps for a client that has not read it yet. Its files have no name any more."""
    found = []
    assert proxy.process
    for pid in children(proxy.process.pid):
        for opened in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(FileNotFoundError):
                if f"{proxy.folder}/proxy/" in str(opened.readlink()):
                    found.append(opened.stat().st_size)
    return found


def established(port: int) -> int:
    """How many connections a server has that are open on both sides."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return sum(line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "01" for line in lines)

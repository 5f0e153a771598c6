"""The process that gunicorn starts to serve requests.

Why not gunicorn's own: told to stop, it waits for every open connection, whether or not
a request is under way there, and looks once a second.

Twin: src/serve.ts
"""

import errno
import os
import socket
import time
from contextlib import suppress
from functools import partial
from types import FrameType
from typing import Any

from flask import Flask
from gevent import Timeout, sleep
from gevent.event import Event
from gevent.local import local
from gevent.pool import Pool
from gevent.server import StreamServer
from gunicorn.workers.ggevent import GeventWorker

# Seconds that gunicorn waits for a worker after the worker has given up.
MARGIN = 2
# Why: a proxy that keeps connections for 60 s must not use one that we close.
IDLE_SECONDS = 75


class Worker(GeventWorker):
    wsgi: Flask  # type: ignore[assignment]

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.told = Event()
        self.idle: set[socket.socket] = set()
        self.connection = local()

    def run(self) -> None:
        pool = Pool(self.worker_connections)
        servers = [
            StreamServer(listener, partial(self.handle, listener), spawn=pool)
            for listener in self.sockets
        ]
        for server in servers:
            # Why one: then other workers may take the next.
            server.max_accept = 1
            server.start()
        while self.alive:
            self.notify()
            self.told.wait(1)
        self.finish(pool, servers)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self.told.set()

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        """Serves a connection, which is idle but for the time of each request."""
        self.idle.add(client)
        self.connection.patience = self.cfg.keepalive
        try:
            super().handle(listener, client, addr)
        finally:
            self.idle.discard(client)

    def handle_request(self, name: Any, req: Any, sock: Any, addr: Any) -> bool:
        self.idle.discard(sock)
        sock.settimeout(self.cfg.keepalive)
        try:
            is_open = super().handle_request(name, req, sock, addr)
        except TimeoutError as error:
            # Why another: of this one gunicorn takes no notice, and who does not read
            # an answer is not worth a line.
            raise ConnectionResetError(errno.ECONNRESET, "not read") from error
        sock.settimeout(None)
        self.idle.add(sock)
        self.connection.patience = max(IDLE_SECONDS, self.cfg.keepalive)
        return is_open

    def timeout_ctx(self) -> Timeout:  # type: ignore[override]
        """How long a connection may take until the head of its next request is here."""
        return Timeout(self.connection.patience, False)  # type: ignore[arg-type]

    def finish(self, pool: Pool, servers: list[StreamServer]) -> None:
        """Refuses new connections, and returns when requests under way are answered."""
        self.wsgi.config["STOPPING"] = True
        for server in servers:
            server.stop_accepting()
        # Why: a connection that was just taken still asks the listener for its address.
        sleep(0)
        for server in servers:
            server.close()
        end = time.monotonic() + self.cfg.graceful_timeout - MARGIN
        while pool and time.monotonic() < end:
            self.notify()
            self.close_idle()
            pool.join(0.05)

    def close_idle(self) -> None:
        """Says that no more comes; gunicorn still serves what has arrived."""
        for client in self.idle:
            with suppress(OSError):
                # Why a copy: gevent takes the end of the original for an error.
                copy = socket.socket(fileno=os.dup(client.fileno()))
                copy.shutdown(socket.SHUT_RD)
                copy.close()

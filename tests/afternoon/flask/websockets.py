"""https://flask-sock.readthedocs.io: a WebSocket, under the project's threads of gunicorn."""

import base64
import os
import socket

from afternoon.harness import Case, Site
from afternoon.owner import extension, untyped

CASE = extension(
    "echoes",
    '''\
"""Says what it hears."""

from typing import Any

from flask import Flask
from flask_sock import Sock

sock = Sock()


def init_app(app: Flask) -> None:
    sock.init_app(app)

    @sock.route("/echo")  # type: ignore[untyped-decorator, unused-ignore]
    def echo(ws: Any) -> None:
        while True:
            ws.send(f"heard {ws.receive()}")
''',
    Case(packages=("flask-sock>=0.7",), appended=untyped("flask_sock")),
)


def production(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as peer:
        key = base64.b64encode(os.urandom(16)).decode()
        peer.sendall(
            f"GET /echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        head = peer.recv(4096)
        assert head.startswith(b"HTTP/1.1 101 ")
        # A text of two letters, masked with zeros.
        peer.sendall(b"\x81\x82\x00\x00\x00\x00hi")
        assert peer.recv(4096) == b"\x81\x08heard hi"

"""What both servers of `scaffold serve` have in common: the one of the page, and the one of the room."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any

from .requests import JSON


class Quiet(ThreadingTCPServer):
    """A server whose clients come and go without a word."""

    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: a page that was closed is no error."""


class Answering(BaseHTTPRequestHandler, ABC):
    """Answers one request. `headers_of_all` go with each answer; `largest` is how many bytes a page may send."""

    headers_of_all: tuple[tuple[str, str], ...] = ()
    largest = 0

    def do_GET(self) -> None:
        """Answers a GET."""
        self.read()

    def do_POST(self) -> None:
        """Answers a POST."""
        self.take()

    @abstractmethod
    def read(self) -> None:
        """Answers what is asked for."""

    @abstractmethod
    def take(self) -> None:
        """Answers what is sent."""

    def given(self) -> dict[str, Any] | None:
        """The object that a page sent; None for what is none."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > self.largest:
            return None
        try:
            given = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            return None
        return given if isinstance(given, dict) else None

    def json(self, found: Any) -> None:
        """Answers with it."""
        self.send(HTTPStatus.OK, JSON, json.dumps(found).encode())

    def refuse(self, status: HTTPStatus) -> None:
        """Answers with the words of a status, and nothing else."""
        self.send(status, "text/plain; charset=utf-8", f"{status.phrase}\n".encode())

    def send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        """Answers with bytes of a type."""
        self.head(status, kind, ("Content-Length", str(len(body))))
        self.wfile.write(body)

    def head(self, status: HTTPStatus, kind: str, *more: tuple[str, str]) -> None:
        """Begins an answer."""
        self.send_response(status)
        for name, value in (*self.headers_of_all, ("Content-Type", kind), *more):
            self.send_header(name, value)
        self.end_headers()

    def version_string(self) -> str:
        """The name of the server. Why not more: its versions are nobody's business."""
        return "scaffold"

    def log_message(self, format: str, *values: Any) -> None:
        """Says nothing: the terminal is for what the person did."""

"""A client of a stream of changes: one that reads, or one that does not."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

URL = "/api/changes"
Event = tuple[str, Any]


class Listener:
    """A connection to the stream of the app, or the proxy, at a local port; `last_id` is that of the last event read."""

    def __init__(self, port: int, last_id: str = "", method: str = "GET") -> None:
        self.last_id = last_id
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        # Why 1.0: then an answer has no chunks.
        lines = [f"{method} {URL} HTTP/1.0", "Host: parity.test", f"Last-Event-ID: {last_id}", "", ""]
        self.socket.sendall("\r\n".join(lines).encode())
        self.file = self.socket.makefile("r", encoding="utf-8", newline="\n")
        self.status = int(self.file.readline().split(" ")[1])
        self.headers: dict[str, str] = {}
        while line := self.file.readline().strip():
            name, _, value = line.partition(": ")
            self.headers[name.lower()] = value

    def events(self) -> Iterator[Event]:
        """Each event as it comes; it ends when the stream does."""
        name = ""
        for line in self.file:
            kind, _, value = line.rstrip("\n").partition(": ")
            if kind == "id":
                self.last_id = value
            elif kind == "event":
                name = value
            elif kind == "data":
                yield name, json.loads(value)

    def until(self, last: Event) -> list[Event]:
        found: list[Event] = []
        for event in self.events():
            found.append(event)
            if event == last:
                break
        return found

    def close(self) -> None:
        self.file.close()
        self.socket.close()


@contextmanager
def listening(port: int, last_id: str = "", method: str = "GET") -> Iterator[Listener]:
    listener = Listener(port, last_id, method)
    try:
        yield listener
    finally:
        listener.close()

"""Mixed load by clients who remember what they were told: what is theirs, what is gone, and what nobody answered."""

import json
import random
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from parity.exchange import Request, ask, delete, get, patch, post, raw
from parity.processes import NO_ANSWER

ADDRESSES = count(1)


def address() -> str:
    """An address of this machine that nobody has used before."""
    number = next(ADDRESSES)
    return f"127.1.{number // 250}.{number % 250 + 1}"


@dataclass(frozen=True)
class Sent:
    """A request with what came of it; the status is 0 when nothing came."""

    id: str
    request: Request
    expected: int
    status: int
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


def send(port: int, request: Request, expected: int, source: str) -> Sent:
    """Send `request` under an id of its own, with an address that is a lie."""
    named = {"X-Request-Id": str(uuid.uuid4()), "X-Forwarded-For": f"203.0.113.{random.randrange(256)}"}
    request = Request(request.method, request.path, request.body, request.headers | named)
    try:
        answer = ask(port, request, source=source)
    except NO_ANSWER as error:
        return Sent(named["X-Request-Id"], request, expected, 0, repr(error))
    return Sent(named["X-Request-Id"], request, expected, answer.status, answer.body.decode())


@dataclass
class Writer:
    """Writes posts, one request at a time, and reads them again. Nobody else changes its posts."""

    port: int
    name: str
    most: int
    sent: list[Sent] = field(default_factory=list)
    # The titles that each of its posts may have: more than one only after a change that was not answered.
    posts: dict[int, set[str]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def run(self, stop: threading.Event, pause: float) -> None:
        self.random = random.Random(self.name)
        todo = (
            [self.create] * 4 + [self.read] * 6 + [self.list] * 4 + [self.change] * 3 + [self.remove] * 2 + [self.err]
        )
        while not stop.is_set():
            self.random.choice(todo if self.posts else [self.create])()
            time.sleep(pause)

    def create(self) -> None:
        title = f"{self.name} {len(self.sent)}"
        sent = self._send(post("/api/posts", {"title": title, "body": "Words", "tagIds": [1, 2]}), 201)
        if sent.status == 201:
            self.posts[sent.json["id"]] = {title}

    def read(self) -> None:
        id = self._any()
        sent = self._send(get(f"/api/posts/{id}"), 200)
        if sent.status == 200 and sent.json["title"] not in self.posts[id]:
            self.wrong.append(f"post {id} is {sent.text}, not {self.posts[id]}")

    def list(self) -> None:
        self._send(get("/api/posts?sort=-id"), 200)

    def change(self) -> None:
        id, title = self._any(), f"{self.name} {len(self.sent)}"
        sent = self._send(patch(f"/api/posts/{id}", {"title": title}), 200)
        self.posts[id] = {title} | (set() if sent.status == 200 else self.posts[id])

    def remove(self) -> None:
        id = self._any()
        self._send(delete(f"/api/posts/{id}"), 204)
        del self.posts[id]
        self.gone.add(id)

    def err(self) -> None:
        invalid = [
            (get("/api/posts/2147483647"), 404),
            (get("/nowhere"), 404),
            (post("/api/posts", {"title": ""}), 422),
            (raw("POST", "/api/posts", b"{"), 400),
        ]
        self._send(*self.random.choice(invalid))

    def _any(self) -> int:
        return self.random.choice(sorted(self.posts))

    def _send(self, request: Request, expected: int) -> Sent:
        if len(self.sent) % self.most == 0:
            self.source = address()
        self.sent.append(send(self.port, request, expected, self.source))
        return self.sent[-1]


@contextmanager
def load(writers: list[Writer], pause: float) -> Iterator[None]:
    """All write at the same time until the block ends, each with a `pause` of so many seconds between two requests."""
    stop = threading.Event()
    threads = [threading.Thread(target=writer.run, args=(stop, pause)) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()

"""People in a room say with their phones what both sides will answer, and see together how it was.

It is the only thing of `scaffold serve` that others can reach, and it can do nothing else: it tells the request on
the screen, takes a prediction for it, and shows them all once the request was sent. It knows no names; what a phone
said is forgotten with the next request.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from typing import Any

import segno

from scaffold.core.problem import Problem
from scaffold.pages import room

from .answering import Answering, Quiet
from .requests import JSON, METHODS

# Bytes and seconds that a phone has for what it says; how many are heard at once, and how many may say something.
LARGEST, SECONDS, AT_ONCE, MOST = 300, 10, 200, 2000
# Letters of a text that a phone shows.
LONGEST = 600
PHONE = re.compile(r"[0-9a-f]{16}")
# Why this one: it is easily typed. Another is taken when somebody has it.
PORT = 8080
# An address that nobody has (RFC 5737): which of its own a machine would use to reach others.
SOMEBODY = ("192.0.2.1", 9)

Guess = Mapping[str, int | bool]


@dataclass
class Room:
    """What is asked at the moment, and what each phone says; `told` is called with how many have said something."""

    url: str
    told: Callable[[int], None]
    number: int = 0
    key: str = ""
    shown: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Guess] = field(default_factory=dict)
    truth: Guess | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, given: Mapping[str, Any]) -> dict[str, Any] | None:
        """Shows a request to everybody; with another `key` it is a new one. None for what is none."""
        texts = {name: str(given.get(name) or "")[:LONGEST] for name in ("title", "path", "body")}
        if not isinstance(key := given.get("key"), str) or given.get("method") not in METHODS:
            return None
        with self.lock:
            if key != self.key:
                self.number, self.key, self.said, self.truth = self.number + 1, key, {}, None
            self.shown = {"method": given["method"], **texts}
            return {"said": len(self.said)}

    def say(self, given: Mapping[str, Any]) -> bool:
        """Takes what a phone says, instead of what it said before; False when it is too late, or none."""
        guess = {name: given[name] for name in ("flask", "express", "same") if given.get(name) is not None}
        phone = str(given.get("phone"))
        if not PHONE.fullmatch(phone) or not guess or not all(map(_is_said, guess.items())):
            return False
        with self.lock:
            is_late = given.get("number") != self.number or self.truth is not None
            if is_late or (phone not in self.said and len(self.said) >= MOST):
                return False
            self.said[phone] = guess
            count = len(self.said)
        self.told(count)
        return True

    def reveal(self, key: object, truth: Guess) -> dict[str, Any] | None:
        """How many said what, once it is known how it was; None for a request that the room was not asked.

        None as well for one that is past: it is revealed once.
        """
        with self.lock:
            if key != self.key or self.truth is not None:
                return None
            self.truth = truth
            return self._tally()

    def state(self) -> dict[str, Any]:
        """What a phone shows."""
        with self.lock:
            found = {"number": self.number, **self.shown}
            return found if self.truth is None else found | {"truth": self.truth, "tally": self._tally()}

    def _tally(self) -> dict[str, Any]:
        of = {name: Counter(one[name] for one in self.said.values() if name in one) for name in ("flask", "express")}
        same = Counter("same" if one["same"] else "different" for one in self.said.values() if "same" in one)
        return {"said": len(self.said), **of, "same": same}


def _is_said(one: tuple[str, Any]) -> bool:
    name, value = one
    return isinstance(value, bool) if name == "same" else type(value) is int and value in room.STATUSES


class Server(Quiet):
    """The page of the room, on one address of this machine."""

    room: Room

    def __init__(self, address: str, port: int) -> None:
        super().__init__((address, port), Handler)
        self.free = threading.BoundedSemaphore(AT_ONCE)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Hears it in a thread of its own. Why not any number: whoever has the address could take all there are."""
        if self.free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Lets the next one in afterwards."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.free.release()


class Handler(Answering):
    """Answers one request of a phone."""

    server: Server
    timeout = SECONDS
    headers_of_all = room.HEADERS
    largest = LARGEST

    def read(self) -> None:
        """Answers with a file of the page, or with what is asked at the moment."""
        if self.path == "/now":
            return self.json(self.server.room.state())
        if found := room.file(self.path):
            return self.send(HTTPStatus.OK, *found)
        return self.refuse(HTTPStatus.NOT_FOUND)

    def take(self) -> None:
        """Takes a prediction. Why the type is looked at: no form of another site can send it."""
        if self.path != "/say":
            return self.refuse(HTTPStatus.NOT_FOUND)
        if self.headers.get("Content-Type") != JSON or (given := self.given()) is None:
            return self.refuse(HTTPStatus.BAD_REQUEST)
        return self.json({"said": self.server.room.say(given)})


@contextlib.contextmanager
def opened(at: str | None, told: Callable[[int], None]) -> Iterator[Room | None]:
    """The room at an address of this machine, or at the one that it has towards others if that is empty.

    Without an address (None) there is none. Raises Problem when it cannot be there.
    """
    if at is None:
        yield None
        return
    with _bound(at or _own()) as server:
        address, port = server.server_address[:2]
        server.room = Room(f"http://{address!s}:{port}/", told)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.room
        finally:
            server.shutdown()


def code(url: str) -> bytes:
    """A picture of the address for the cameras of phones, as SVG (QR code, ISO/IEC 18004)."""
    out = BytesIO()
    segno.make(url, micro=False).save(out, kind="svg", scale=8, border=3, light="#fff", dark="#000", xmldecl=False)
    return out.getvalue()


def _own() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            # Why nothing is sent: a datagram socket only notes where it would send to.
            asked.connect(SOMEBODY)
        except OSError:
            raise Problem(
                code="no-network",
                what="this machine is in no network that others could reach it by",
                why="the room is for the phones of the people in it",
                fix="connect it, or name one of its addresses: `--room-at ADDRESS`. Nothing was started.",
            ) from None
        return str(asked.getsockname()[0])


def _bound(address: str) -> Server:
    for port in (PORT, 0):
        try:
            return Server(address, port)
        except OSError as error:
            failed = error
    raise Problem(
        code="no-such-address",
        what=f"the room cannot be at `{address}`: {(failed.strerror or str(failed)).lower()}",
        why="it is opened at an address of this machine, as others in the network know it",
        fix="name one that this machine has: `--room-at ADDRESS`. Nothing was started.",
    )

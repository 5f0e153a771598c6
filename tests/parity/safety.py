"""Sends bytes to an app and says what is unsafe about what comes back."""

import os
import re
import socket
from contextlib import suppress
from dataclasses import dataclass
from tempfile import gettempdir
from urllib.parse import unquote_to_bytes

from parity.exchange import get
from parity.processes import App
from parity.servers import children

# What a server's own parser may answer, before any code of the app runs.
PARSER = {400, 408, 413, 414, 417, 431, 501, 505}
# Why each: the middleware that must not be passed by.
MIDDLEWARE = {
    "request id": re.compile(rb"^x-request-id: \S", re.I | re.M),
    "security headers": re.compile(rb"^x-content-type-options: nosniff\r$", re.I | re.M),
    "content security policy": re.compile(rb"^content-security-policy: \S", re.I | re.M),
}
# Why the folder: the projects of the tests lie there.
LEAKS = re.compile(
    rb"Traceback|node_modules|site-packages|\n +at |File \"|" + re.escape(os.fsencode(gettempdir())), re.I
)
ROWS = re.compile(rb'"items": ?\[|"createdAt": ?"\d')
SILENCE, PATIENCE = 0.4, 5


@dataclass(frozen=True)
class Reply:
    """One answer out of the bytes that came back."""

    status: int
    head: bytes
    body: bytes

    @property
    def is_from_the_parser(self) -> bool:
        """gunicorn's own page, or node's bare status."""
        bare = self.body.startswith(b"<html>\n  <head>") or self.body in (b"", b"0\r\n\r\n")
        return self.status in PARSER and bare and b"x-request-id" not in self.head.lower()


@dataclass(frozen=True)
class Heard:
    """What came back, and whether the connection was closed then."""

    received: bytes
    closed: bool

    def __str__(self) -> str:
        """The statuses of all answers, as a record has them."""
        return " ".join(str(one.status) for one in replies(self.received)) or ("closed" if self.closed else "silent")


def send(port: int, message: bytes) -> Heard:
    """Listens until the connection is closed, or silent for a while after the first bytes."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        try:
            with suppress(ConnectionError):
                connection.sendall(message)
            while data := connection.recv(65536):
                received += data
                connection.settimeout(SILENCE)
        except TimeoutError:
            return Heard(received, closed=False)
        except ConnectionError:
            pass
    return Heard(received, closed=True)


def replies(received: bytes) -> list[Reply]:
    """Why at the start or after an end: the words of a body may look like a status line."""
    starts = [found.start(1) for found in re.finditer(rb"(?:\A|\r\n\r\n|\}|</html>\n?|\n)(HTTP/1\.\d \d{3})", received)]
    parts = [received[start:end] for start, end in zip(starts, [*starts[1:], len(received)], strict=False)]
    found = []
    for part in parts:
        head, _, body = part.partition(b"\r\n\r\n")
        found.append(Reply(int(part[9:12]), head + b"\r\n", body))
    return found


def faults(message: bytes, received: bytes) -> list[str]:
    found = [f"tells {leak[0]!r}" for leak in [LEAKS.search(received)] if leak]
    final = [reply for reply in replies(received) if reply.status != 100]
    if received and not replies(received):
        found.append(f"is not HTTP: {received[:60]!r}")
    if len(final) > 1:
        found.append("is answered twice")
    for reply in final:
        if reply.status >= 500 and reply.status not in (501, 505):
            found.append(f"is a {reply.status}")
        if not reply.is_from_the_parser:
            found += skipped(reply)
            found += strayed(message, reply)
    return found


def skipped(reply: Reply) -> list[str]:
    """The middleware that did not see the request."""
    return [f"{reply.status} without {name}" for name, line in MIDDLEWARE.items() if not line.search(reply.head)]


def strayed(message: bytes, reply: Reply) -> list[str]:
    """A proxy that guards `/api/` must see the same path: rows are never served by another spelling of it."""
    target = message.partition(b"\r\n")[0].split()[1:2] or [b""]
    if reply.status != 200 or not ROWS.search(reply.body):
        return []
    return [] if proxied(target[0]).lower().startswith(b"/api/") else [f"rows were served as {target[0][:60]!r}"]


def proxied(target: bytes) -> bytes:
    """The path as nginx reads it."""
    path = re.sub(rb"^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", b"", target)
    path = unquote_to_bytes(re.split(rb"[?#]", path)[0])
    segments: list[bytes] = []
    for segment in re.split(rb"/+", path)[1:]:
        if segment == b"..":
            segments = segments[:-1]
        elif segment != b".":
            segments.append(segment)
    return b"/" + b"/".join(segments)


def lives(app: App, family: list[int]) -> str | None:
    """Says what is wrong with the processes of an app, which were `family` before."""
    if app.process.poll() is not None:
        return f"{app.framework} ended with {app.process.returncode}:\n{app.log.read_text()[-2000:]}"
    if children(app.process.pid) != family:
        return f"{app.framework} lost a worker:\n{app.log.read_text()[-2000:]}"
    answer = app.ask(get("/healthz"))
    return None if answer.status == 200 else f"{app.framework} answers /healthz with {answer.status}"

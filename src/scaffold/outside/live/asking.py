"""Sends a request as it is written, and reads the answer as it was sent."""

from __future__ import annotations

from http.client import HTTPConnection

from scaffold.core.comparison import Answer
from scaffold.core.concepts import Request

HOST = "localhost"
SECONDS = 30.0


def ask(port: int, request: Request, seconds: float = SECONDS) -> Answer:
    """The answer of what listens on a port here. Raises OSError or HTTPException when there is none.

    Sent are the headers of the request, `Host`, and for a body its length: nothing else.
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.putrequest(request.method, request.path, skip_host=True, skip_accept_encoding=True)
        body = None if request.body is None else request.body.encode()
        names = {name.lower() for name in request.headers}
        framed = body is None or names & {"content-length", "transfer-encoding"}
        # Why no port: it is not the same on both sides.
        headers = {} if "host" in names else {"Host": HOST}
        length = {} if framed else {"Content-Length": str(len(body or b""))}
        for name, value in {**headers, **request.headers, **length}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        sent = response.read()
        text = _text(sent, response.getheader("Content-Encoding"))
        return Answer(response.status, response.reason, tuple(response.getheaders()), text)
    finally:
        connection.close()


def _text(body: bytes, coding: str | None) -> str:
    if coding and body:
        return f"(compressed: {coding})"
    try:
        return body.decode()
    except UnicodeDecodeError:
        return f"({len(body):,} bytes that are no text)"

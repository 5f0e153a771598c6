"""One request, and the answer to it."""

import http.client
import json
import re
from dataclasses import dataclass, field

# What two servers may say differently: when they answered, who they are, how they keep the connection.
IGNORED = {"date", "server", "connection", "keep-alive", "transfer-encoding"}

STAMP = re.compile(rb'"(createdAt|updatedAt)":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"')

REQUEST_ID = "parity-0123456789"


@dataclass(frozen=True)
class Request:
    """A header that is sent twice has both values, with a line end between them; so it is in an answer."""

    method: str
    path: str
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        body = "" if self.body is None else f" {self.body[:200]!r}"
        return f"{self.method} {self.path[:200]}{body} {self.headers or ''}".rstrip()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def get(path: str, **headers: str) -> Request:
    return Request("GET", path, None, headers)


def send_json(method: str, path: str, value: object) -> Request:
    return raw(method, path, json.dumps(value, ensure_ascii=False).encode())


def raw(method: str, path: str, body: bytes, content_type: str | None = "application/json", **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(method, path, body, named | ({"Content-Type": content_type} if content_type else {}))


def post(path: str, value: object) -> Request:
    return send_json("POST", path, value)


def patch(path: str, value: object) -> Request:
    return send_json("PATCH", path, value)


def delete(path: str) -> Request:
    return Request("DELETE", path)


def ask(port: int, request: Request, timeout: float = 30, source: str = "127.0.0.1") -> Answer:
    """Send `request` to the local `port` exactly as written, from the address `source` of this machine; return the
    comparable part of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout, source_address=(source, 0))
    try:
        connection.putrequest(request.method, request.path, skip_host=True, skip_accept_encoding=True)
        headers = {"Host": "parity.test", "X-Request-Id": REQUEST_ID} | request.headers
        if request.body is not None and "Transfer-Encoding" not in headers:
            headers["Content-Length"] = str(len(request.body))
        for name, value in headers.items():
            for line in value.split("\n"):
                connection.putheader(name, line)
        connection.endheaders(request.body)
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    kept: dict[str, str] = {}
    for name, value in response.getheaders():
        if name.lower() not in IGNORED:
            kept[name.lower()] = "\n".join([*kept.get(name.lower(), "").splitlines(), value])
    return Answer(response.status, dict(sorted(kept.items())), STAMP.sub(rb'"\1":"<stamp>"', body))

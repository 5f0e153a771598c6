"""Attacks get the same, safe answer from both apps.

Where the HTTP server answers before the application (gunicorn and node refuse malformed requests in words of their own),
the class of the answer counts: refused with 4xx or closed, never served, and never a second answer.
"""

import gzip
import json
import re
import socket
from collections.abc import Iterator
from contextlib import suppress

import brotli
import pytest
from parity.apps import Pair, pair
from parity.exchange import Request, get, post, raw
from parity.promised import JSON, faults, told
from parity.servers import Nginx

HOST = b"Host: parity.test\r\n"
JSON_TYPE = b"Content-Type: application/json\r\n"


@pytest.fixture(scope="module")
def apps() -> Iterator[Pair]:
    with pair("sqlite", "memory") as started:
        yield started


def spoken(port: int, sent: bytes) -> list[int]:
    """The statuses of all answers to the bytes `sent`; none when the connection is closed without a word."""
    return answered(heard(port, sent))


def heard(port: int, sent: bytes) -> bytes:
    """What comes back until the connection is closed, or silent."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection, suppress(OSError):
        connection.sendall(sent)
        connection.settimeout(1.5)
        while data := connection.recv(65536):
            received += data
    return received


def answered(received: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"(?:^|\r\n\r\n|\})HTTP/1\.[01] (\d{3})", received)]


def refused(statuses: list[int]) -> bool:
    return len(statuses) <= 1 and all(400 <= status < 500 or status == 501 for status in statuses)


SMUGGLED = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"

# Requests whose end two servers in a row may see in two places, and other ways to bend the grammar.
MALFORMED = {
    "two different lengths": b"Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}" + SMUGGLED,
    "a list of lengths": b"Content-Length: 2, 40\r\n\r\n{}" + SMUGGLED,
    "a negative length": b"Content-Length: -1\r\n\r\n{}" + SMUGGLED,
    "a length with a sign": b"Content-Length: +2\r\n\r\n{}" + SMUGGLED,
    "a length in hexadecimal": b"Content-Length: 0x2\r\n\r\n{}" + SMUGGLED,
    "a length with a letter": b"Content-Length: 2a\r\n\r\n{}" + SMUGGLED,
    "a length and chunks": b"Content-Length: 40\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunks and a length": b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "an unknown transfer coding": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunked that is not last": b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a space before the colon": b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a space before the length's colon": b"Content-Length : 2\r\n\r\n{}" + SMUGGLED,
    "a chunk of no number": b"Transfer-Encoding: chunked\r\n\r\nx\r\n{}\r\n0\r\n\r\n" + SMUGGLED,
    "a header without a name": b": value\r\n\r\n" + SMUGGLED,
    "a header without a colon": b"Nonsense\r\n\r\n" + SMUGGLED,
    "a NUL in a header": b"X-Nul: a\x00b\r\n\r\n" + SMUGGLED,
    "the same length twice": b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" + SMUGGLED,
    "a folded header": b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a bare line feed in the head": b"X-A: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a bare line feed after a chunk's size": b"Transfer-Encoding: chunked\r\n\r\n0\n\n" + SMUGGLED,
    "an extension of a chunk that is too long": (
        b"Transfer-Encoding: chunked\r\n\r\n2;a=" + b"x" * 100_000 + b"\r\n{}\r\n0\r\n\r\n" + SMUGGLED
    ),
    "an unknown expectation": b"Expect: nonsense\r\nContent-Length: 2\r\n\r\n{}",
    "a carriage return in a header": b"X-Cr: a\rb: c\r\n\r\n" + SMUGGLED,
}


@pytest.mark.parametrize("how", MALFORMED)
def test_what_two_servers_may_read_in_two_ways_is_refused(apps: Pair, how: str) -> None:
    sent = b"POST /api/tags HTTP/1.1\r\n" + HOST + JSON_TYPE + MALFORMED[how]

    for app in (apps.flask, apps.express):
        statuses = spoken(app.port, sent)
        assert refused(statuses), f"{app.framework}: {statuses}"


# Why not all: of spaces, line feeds and extensions nginx itself makes what is allowed.
AMBIGUOUS = [how for how in MALFORMED if re.search("length|chunk", how) and not re.search("space|feed|extension", how)]
SITE = "server { listen 80; location / { proxy_pass http://127.0.0.1:%d; proxy_http_version 1.1; } }"


def test_nothing_is_smuggled_through_nginx(apps: Pair) -> None:
    for app in (apps.flask, apps.express):
        with Nginx(SITE % app.port) as proxy:
            assert spoken(proxy.port, SMUGGLED + SMUGGLED.replace(HOST, HOST + b"Connection: close\r\n")) == [200, 200]
            for how in AMBIGUOUS:
                statuses = spoken(proxy.port, b"POST /api/tags HTTP/1.1\r\n" + HOST + JSON_TYPE + MALFORMED[how])
                assert refused(statuses), f"{app.framework}, {how}: {statuses}"


FIRST_LINES = {
    "a space in the path": b"GET /healthz x HTTP/1.1\r\n" + HOST + b"\r\n",
    "an unknown version": b"GET /healthz HTTP/9.9\r\n" + HOST + b"\r\n",
    "a long path": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a long header": b"GET /healthz HTTP/1.1\r\n" + HOST + b"X-Long: " + b"a" * 100_000 + b"\r\n\r\n",
    "a method in small letters": b"get /healthz HTTP/1.1\r\n" + HOST + b"\r\n",
    "a path without a slash": b"GET healthz HTTP/1.1\r\n" + HOST + b"\r\n",
    "line feeds only": b"GET /healthz HTTP/1.1\nHost: parity.test\n\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
    "a tunnel to a route": b"CONNECT /healthz HTTP/1.1\r\n" + HOST + b"\r\n",
    "the words of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "the words of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 40 + b"\r\n\r\n",
}


@pytest.mark.parametrize("how", FIRST_LINES)
def test_a_malformed_head_is_refused(apps: Pair, how: str) -> None:
    for app in (apps.flask, apps.express):
        statuses = spoken(app.port, FIRST_LINES[how])
        assert refused(statuses), f"{app.framework}: {statuses}"


CHUNKED = JSON_TYPE + b"Transfer-Encoding: chunked\r\n\r\n"
UPGRADE = b"Connection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n"
# Unusual, but allowed: what is sent after `Host`, and the statuses of all answers.
UNUSUAL = {
    "an extension of a chunk": (b"POST /api/tags", CHUNKED + b'c;a="b"\r\n{"name":"c"}\r\n0;d\r\n\r\n', [201]),
    "trailers": (
        b"POST /api/tags",
        CHUNKED + b'c\r\n{"name":"t"}\r\n0\r\nX-Evil: 1\r\n\r\n',
        [201],
    ),
    "an absolute target": (b"GET http://evil.example/healthz", b"\r\n", [200]),
    "an absolute target without a path": (b"GET http://evil.example", b"\r\n", [404]),
    "an absolute target with two slashes": (b"GET http://evil.example//healthz", b"\r\n", [404]),
    "a question mark in a name": (b"GET /api/tags??page=1", b"\r\n", [422]),
    "no target": (b"OPTIONS *", b"\r\n", [404]),
    "an echo": (b"TRACE /healthz", b"X-Secret: evil.example\r\n\r\n", [405]),
    "a wait for 100": (
        b"POST /api/tags",
        JSON_TYPE + b'Expect: 100-continue\r\nContent-Length: 12\r\n\r\n{"name":"e"}',
        [100, 201],
    ),
    "a wait for 100 of a body too large": (
        b"POST /api/tags",
        JSON_TYPE + b"Expect: 100-continue\r\nContent-Length: 9999999\r\n\r\n",
        [100, 413],
    ),
    "an upgrade to HTTP/2": (b"GET /healthz", UPGRADE + b"Upgrade: h2c\r\n\r\n", [200]),
    "an upgrade to WebSocket": (
        b"GET /healthz",
        b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        [200],
    ),
}


@pytest.mark.parametrize("how", UNUSUAL)
def test_what_is_unusual_is_answered_alike(apps: Pair, how: str) -> None:
    line, rest, statuses = UNUSUAL[how]

    for app in (apps.flask, apps.express):
        received = heard(app.port, line + b" HTTP/1.1\r\n" + HOST + rest)
        assert answered(received) == statuses, app.framework
        assert b"evil.example" not in received


# Where the servers read differently: what is sent, and the statuses of Flask and Express (docs/contract.md).
DIFFERENT = {
    "two hosts": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n", [400], [200]),
    "no host": (b"GET /healthz HTTP/1.1\r\n\r\n", [200], [400]),
    "two types, the second is JSON": (
        b"POST /api/tags HTTP/1.1\r\n" + HOST + b"Content-Type: text/plain\r\n" + JSON_TYPE
        + b'Content-Length: 12\r\n\r\n{"name":"d"}',
        [400],
        [415],
    ),
    "no version": (b"GET /healthz\r\n\r\n", [400], [200]),
}  # fmt: skip


@pytest.mark.parametrize("how", DIFFERENT)
def test_what_the_servers_read_differently_is_harmless(apps: Pair, how: str) -> None:
    sent, *statuses = DIFFERENT[how]
    received = [heard(app.port, sent) for app in (apps.flask, apps.express)]

    assert [answered(one) for one in received] == statuses
    assert not [one for one in received if b"evil.example" in one]


HOSTILE = ("evil.example", "<script>", "localhost:99999")


def test_no_answer_holds_what_the_request_says_of_its_host(apps: Pair) -> None:
    names = (
        "X-Forwarded-Host",
        "X-Forwarded-Server",
        "X-Original-Host",
        "X-Host",
        "Forwarded",
        "X-Original-URL",
        "X-Rewrite-URL",
    )
    headers = [{"Host": host} for host in HOSTILE] + [{name: "evil.example"} for name in names]
    headers += [{"X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/evil.example", "X-Forwarded-Port": "99999"}]
    found: list[str] = []
    for number, given in enumerate(headers):
        found += faults(apps, get("/healthz", **given), 200, b'{"status":"ok"}')
        found += faults(apps, get("/missing", **given), 404)
        made = Request(
            "POST", "/api/tags", json.dumps({"name": f"host{number}"}).encode(), {"Content-Type": JSON} | given
        )
        found += faults(apps, made, 201, location=re.compile(r"/api/tags/\d+"))

    assert not found, told(found)


def test_a_header_cannot_change_the_method(apps: Pair) -> None:
    made = apps.ask(post("/api/tags", {"name": "override"}))[0]
    path = made.headers["location"]
    found: list[str] = []
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"):
        found += faults(apps, get(path, **{name: "DELETE"}), 200)
        found += faults(apps, get(f"{path}?_method=DELETE"), 200)

    assert not found, told(found)


TRAVERSAL = [
    "/docs/../openapi.json", "/docs/../../etc/passwd", "/docs/%2e%2e/%2e%2e/etc/passwd", "/docs/..%2f..%2fetc%2fpasswd",
    "/docs/%252e%252e%252fetc%252fpasswd", "/docs/..%5c..%5cetc%5cpasswd", "/docs/..\\..\\etc\\passwd", "/docs/....//etc/passwd",
    "/docs//etc/passwd", "/docs/%00", "/docs/docs.css%00.html", "/docs/%c0%ae%c0%ae/etc/passwd", "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd", "/api/tags/../../etc/passwd", "/api/tags/..%2f1", "/.env", "/.git/config", "/wsgi.py",
    "/src/server.ts", "/package.json", "/pyproject.toml", "/data.db", "/docs/file:///etc/passwd", "/__proto__", "/constructor",
    "/api/__proto__", "/api/tags/__proto__", "/docs/__proto__",
]  # fmt: skip


@pytest.mark.parametrize("path", TRAVERSAL)
def test_no_path_leads_out_of_the_routes(apps: Pair, path: str) -> None:
    found = faults(apps, get(path), 404)

    assert not found, told(found)


def test_prototypes_are_not_polluted(apps: Pair) -> None:
    bodies = [
        b'{"name":"p1","__proto__":{"polluted":1}}',
        b'{"name":"p2","constructor":{"prototype":{"polluted":1}}}',
        b'{"name":"p3","prototype":{"polluted":1}}',
        b'{"__proto__":{"name":"p4"}}',
        b'{"name":"p5","__proto__":null}',
        b'{"name":{"__proto__":{"polluted":1}}}',
        b'{"name":"p6","toString":1,"hasOwnProperty":1}',
        b'[{"__proto__":{"polluted":1}}]',
    ]
    queries = ["__proto__=1", "__proto__[polluted]=1", "constructor=1", "constructor[prototype][polluted]=1", "prototype=1",
               "toString=1", "hasOwnProperty=1", "page[__proto__]=1", "page[]=1", "page=1&page=2"]  # fmt: skip
    found = [fault for body in bodies for fault in faults(apps, raw("POST", "/api/tags", body), 422)]
    found += [fault for query in queries for fault in faults(apps, get(f"/api/tags?{query}"), 422)]
    for answer in apps.ask(get("/healthz")):
        assert answer.body == b'{"status":"ok"}'

    assert not found, told(found)


def test_bodies_that_are_too_much_are_refused(apps: Pair) -> None:
    bomb = b'{"name":"' + b"0" * 50_000_000 + b'"}'
    found: list[str] = []
    for depth in (65, 1_000, 50_000):
        found += faults(apps, raw("POST", "/api/tags", b"[" * depth + b"]" * depth), 400)
        nested = b'{"a":' * (depth // 4 + 50) + b"1" + b"}" * (depth // 4 + 50)
        found += faults(apps, raw("POST", "/api/tags", nested), 400)
    for number in (b"1" * 400, b"1e400", b"-1e400", b"9" * 20, b"NaN", b"Infinity", b"0x1", b"1_000"):
        found += faults(apps, raw("POST", "/api/tags", b'{"name":' + number + b"}"), 400)
    for coding, packed in (("gzip", gzip.compress(bomb)), ("br", brotli.compress(bomb, quality=1))):
        assert len(packed) < 102_400
        found += faults(apps, raw("POST", "/api/tags", packed, Content_Encoding=coding), 415)
    for coding in ("deflate", "gzip, gzip", "zstd", "nonsense"):
        found += faults(apps, raw("POST", "/api/tags", b"{}", Content_Encoding=coding), 415)
    found += faults(apps, raw("POST", "/api/tags", b"x" * 102_401), 413)

    assert not found, told(found)


def test_request_ids_are_taken_over_only_when_they_are_harmless(apps: Pair) -> None:
    fresh = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    for given in (
        "short",
        "x" * 65,
        "<script>alert(1)</script>",
        "a\tb-c-d-e-f",
        "12345678\xe9",
        "id id id id",
        "%0d%0aSet-Cookie: a=b",
        "12345678;a",
        "",
    ):
        for answer in apps.ask(get("/healthz", **{"X-Request-Id": given})):
            assert fresh.fullmatch(answer.headers["x-request-id"]), (given, answer.headers)
            assert "set-cookie" not in answer.headers
    found = faults(apps, get("/healthz", **{"X-Request-Id": "12345678-Abc"}), 200)

    assert not found, told(found)


def test_line_ends_in_a_query_or_path_make_no_header(apps: Pair) -> None:
    found = faults(apps, get("/missing%0d%0aSet-Cookie:%20a=b"), 404)
    found += faults(apps, get("/api/tags?x=%0d%0aSet-Cookie:%20a=b"), 422)
    found += faults(apps, get("/api/tags/1%0d%0aX-Evil:%201"), 404)

    assert not found, told(found)

"""How many requests a client may send: the same headers and refusals from both apps, wherever they count.

test_limiter.py holds that the count is one for several processes.
"""

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from parity.apps import TOKEN, Pair, app, pair
from parity.exchange import Answer, Request, get
from parity.machine import FRAMEWORKS
from parity.promised import METRICS, faults, told
from parity.servers import Redis

# base64 of the first 12 hexadecimal digits of the SHA-256 of each client.
KEYS = {
    "127.0.0.1": "MTJjYTE3YjQ5YWYy",
    "203.0.113.1": "YTFjZWIzZGM3YjEy",
    "2001:db8:1:aa00::/56": "MTUyNzYwOTExYWNj",
}
SECONDS = 4
CORS = {
    "vary": "Origin, Accept-Encoding",
    "access-control-allow-origin": "https://app.example",
    "access-control-expose-headers": "Location,RateLimit,RateLimit-Policy,Retry-After,X-Request-Id",
}
ORIGIN = {"Origin": "https://app.example"}
PREFLIGHT = ORIGIN | {"Access-Control-Request-Method": "GET"}
MANY = (
    b'{"type":"about:blank","title":"Too Many Requests","status":429,"detail":"The limit is 3 requests in 4 seconds."}'
)


@contextmanager
def limited(recipe: str, **settings: str) -> Iterator[Pair]:
    """Both apps, each with counters of its own: in its one process, or in a Redis."""
    if recipe == "memory":
        with pair("sqlite", recipe, WEB_CONCURRENCY="1", **settings) as apps:
            yield apps
        return
    with ExitStack() as stack:
        counters = {name: stack.enter_context(Redis()) for name in FRAMEWORKS}
        started = {
            name: stack.enter_context(app(name, "sqlite", recipe, REDIS_URL=counters[name].url, **settings))
            for name in FRAMEWORKS
        }
        yield Pair(**started)


def left(count: int) -> dict[str, str | re.Pattern[str]]:
    """The headers of an answer to a client that may send `count` more requests."""
    return {
        **CORS,
        "ratelimit": re.compile(rf'"default"; r={count}; t=[1-{SECONDS}]'),
        "ratelimit-policy": f'"default"; q=3; w={SECONDS}; pk=:{KEYS["127.0.0.1"]}:',
    }


@pytest.mark.parametrize("recipe", ["memory", "whole"])
def test_a_client_may_send_so_many_requests_in_a_window(recipe: str) -> None:
    settings = {"RATE_LIMIT": "3", "RATE_LIMIT_SECONDS": str(SECONDS), "CORS_ORIGINS": "https://app.example"}
    with limited(recipe, **settings) as apps:
        found = uncounted(apps)
        found += faults(apps, get("//healthz", **ORIGIN), 404, **left(2))
        began = time.monotonic()
        found += uncounted(apps)
        found += faults(apps, Request("POST", "/api/tags", b"{}", ORIGIN | JSON), 422, **left(1))
        found += faults(apps, get("/api/tags", **ORIGIN), 200, **left(0))
        refused = left(0) | {"retry_after": re.compile(f"[1-{SECONDS}]")}
        for request in (
            get("/api/tags", **ORIGIN),
            get("/missing", **ORIGIN),
            Request("DELETE", "/docs", None, ORIGIN),
        ):
            found += faults(apps, request, 429, MANY, **refused)
        found += uncounted(apps)
        assert time.monotonic() - began < SECONDS - 1, "too slow a machine for a window this short"
        for answer in apps.ask(get("/api/tags")):
            assert answer.status == 429
            assert answer.headers["retry-after"] == seconds(answer), "two headers say different times"

        time.sleep(began + SECONDS + 1 - time.monotonic())
        found += faults(apps, get("/api/tags", **ORIGIN), 200, **left(2))

    assert not found, told(found)


JSON = {"Content-Type": "application/json"}


def uncounted(apps: Pair) -> list[str]:
    """What is answered whatever the count, and not counted."""
    token = f"Bearer {TOKEN}"
    granted = {
        "access-control-allow-methods": "GET,HEAD,POST,PATCH,DELETE",
        "access-control-allow-headers": "Content-Type,X-Request-Id",
        "access-control-max-age": "600",
    }
    return [
        *faults(apps, get("/healthz", **ORIGIN), 200, **CORS),
        *faults(apps, get("/%68ealthz", **ORIGIN), 200, **CORS),
        *faults(apps, get("/readyz", **ORIGIN), 200, **CORS),
        *faults(apps, get("/metrics", **ORIGIN), 401, www_authenticate="Bearer", **CORS),
        *faults(apps, Request("OPTIONS", "/api/tags", None, PREFLIGHT), 204, **CORS, **granted),
        *faults(apps, Request("POST", "/missing", b"x" * 102_401, ORIGIN | JSON), 413, **CORS),
        *[
            f"/metrics has {answer.status} {answer.headers}"
            for answer in apps.ask(get("/metrics", Authorization=token))
            if (answer.status, answer.headers["content-type"]) != (200, METRICS) or "ratelimit" in answer.headers
        ],
    ]


def seconds(answer: Answer) -> str:
    return answer.headers["ratelimit"].rpartition("=")[2]


def test_nobody_is_limited_when_that_is_off() -> None:
    with pair("sqlite", "memory", RATE_LIMIT="0") as apps:
        for _ in range(320):
            for answer in apps.ask(get("/healthz")):
                assert answer.status == 200
        found = faults(apps, get("/api/tags"), 200)

    assert not found, told(found)


# What a request says of itself, and who its client is when so many proxies are believed.
SPOOFED = {"X-Forwarded-For": "203.0.113.1"}
CLIENTS: list[tuple[int, dict[str, str], str | None]] = [
    (0, {}, "127.0.0.1"),
    (0, SPOOFED, "127.0.0.1"),
    (0, {"X-Forwarded-For": "203.0.113.1, 203.0.113.2"}, "127.0.0.1"),
    (0, {"X-Real-IP": "203.0.113.1"}, "127.0.0.1"),
    (0, {"Forwarded": "for=203.0.113.1;host=evil.example;proto=https"}, "127.0.0.1"),
    (
        0,
        {"X-Client-IP": "203.0.113.1", "True-Client-IP": "203.0.113.1", "CF-Connecting-IP": "203.0.113.1"},
        "127.0.0.1",
    ),
    (0, {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-Port": "1"}, "127.0.0.1"),
    (0, {"X-Forwarded-Prefix": "/evil", "X-Script-Name": "/evil", "Script-Name": "/evil"}, "127.0.0.1"),
    (1, {}, "127.0.0.1"),
    (1, SPOOFED, "203.0.113.1"),
    (1, {"X-Forwarded-For": "198.51.100.7, 203.0.113.1"}, "203.0.113.1"),
    (1, {"X-Forwarded-For": "198.51.100.7,203.0.113.1"}, "203.0.113.1"),
    (1, {"X-Forwarded-For": "198.51.100.7\n203.0.113.1"}, "203.0.113.1"),
    (1, {"X-Forwarded-For": "203.0.113.1, 198.51.100.7\n203.0.113.1"}, "203.0.113.1"),
    (1, {"X-Forwarded-For": "  203.0.113.1  "}, "203.0.113.1"),
    (1, {"X-Forwarded-For": "198.51.100.7,\t203.0.113.1"}, "203.0.113.1"),
    (1, {"X-Forwarded-For": "::ffff:203.0.113.1"}, "203.0.113.1"),
    (1, {"X-Forwarded-For": "2001:db8:1:aa01::1"}, "2001:db8:1:aa00::/56"),
    (1, {"X-Forwarded-For": "2001:db8:1:aaff:1:2:3:4"}, "2001:db8:1:aa00::/56"),
    (1, {"X-Forwarded-For": "2001:0DB8:0001:AA01:0:0:0:1"}, "2001:db8:1:aa00::/56"),
    (1, {"X-Forwarded-For": "2001:db8:1:ab00::1"}, None),
    (1, {"X-Forwarded-For": "::1"}, None),
    (1, {"X-Forwarded-For": "fe80::1%eth0"}, None),
    (1, {"X-Forwarded-For": "::ffff:1:203.0.113.1"}, None),
    (1, {"X-Real-IP": "203.0.113.1", "Forwarded": "for=203.0.113.1"}, "127.0.0.1"),
    (1, {"X-Forwarded-For": "unknown"}, "127.0.0.1"),
    (1, {"X-Forwarded-For": "203.0.113.1:443"}, "127.0.0.1"),
    (1, {"X-Forwarded-For": "[2001:db8::1]:443"}, "127.0.0.1"),
    (1, {"X-Forwarded-For": "203.0.113.01"}, "127.0.0.1"),
    (1, {"X-Forwarded-For": "203.0.113"}, "127.0.0.1"),
    (1, {"X-Forwarded-For": "3405803777"}, "127.0.0.1"),
    (1, {"X-Forwarded-For": ""}, "127.0.0.1"),
    (1, {"X-Forwarded-For": "203.0.113.1,"}, None),
    (1, {"X-Forwarded-For": ",,,"}, "127.0.0.1"),
    (1, {"X-Forwarded-For": "x" * 3000}, "127.0.0.1"),
    (1, {"X-Forwarded-For": "'; drop table posts; --"}, "127.0.0.1"),
    (1, {"X-Forwarded-For": '", 203.0.113.1'}, "203.0.113.1"),
    (1, {"X-Forwarded-For": '"203.0.113.1"'}, "127.0.0.1"),
    (2, {"X-Forwarded-For": '198.51.100.7, ", 203.0.113.1, 192.0.2.9'}, "203.0.113.1"),
    (2, {"X-Forwarded-For": "198.51.100.7, 203.0.113.1, 192.0.2.9"}, "203.0.113.1"),
    (2, {"X-Forwarded-For": "198.51.100.7, 203.0.113.1\n192.0.2.9"}, "203.0.113.1"),
    (2, {"X-Forwarded-For": "203.0.113.1, 192.0.2.9"}, "203.0.113.1"),
    (2, {"X-Forwarded-For": "203.0.113.1"}, "203.0.113.1"),
    (2, {}, "127.0.0.1"),
]


@pytest.mark.parametrize("hops", [0, 1, 2])
def test_only_as_many_proxies_are_believed_as_set(hops: int) -> None:
    found: list[str] = []
    with limited("memory", RATE_LIMIT="5000", TRUSTED_HOPS=str(hops)) as apps:
        for _, headers, client in (row for row in CLIENTS if row[0] == hops):
            key = re.escape(KEYS[client]) if client else "[A-Za-z0-9+/=]+"
            found += faults(
                apps,
                get("/missing", **headers),
                404,
                ratelimit=re.compile(r'"default"; r=\d+; t=\d+'),
                ratelimit_policy=re.compile(rf'"default"; q=5000; w=60; pk=:{key}:'),
            )

    assert not found, told(found)


def test_nobody_escapes_the_limit_by_another_address_each_time() -> None:
    with limited("memory", RATE_LIMIT="5", RATE_LIMIT_SECONDS="600") as apps:
        spoofed = [
            get("/missing", **{"X-Forwarded-For": f"203.0.113.{n}", "Forwarded": f"for=198.51.100.{n}"})
            for n in range(9)
        ]
        statuses = [[answer.status for answer in apps.ask(request)] for request in spoofed]

    assert statuses == [[404, 404]] * 5 + [[429, 429]] * 4


def test_each_client_has_a_window_of_its_own() -> None:
    with limited("memory", RATE_LIMIT="1", RATE_LIMIT_SECONDS="600", TRUSTED_HOPS="1") as apps:
        said = [
            [answer.status for answer in apps.ask(get("/missing", **{"X-Forwarded-For": client}))]
            for client in (
                "203.0.113.1",
                "203.0.113.2",
                "203.0.113.1",
                "2001:db8::1",
                "2001:db8:0:ff::1",
                "2001:db8:0:100::1",
            )
        ]

    assert said == [[404, 404], [404, 404], [429, 429], [404, 404], [429, 429], [404, 404]]

"""The pages of which origins may call the API: the same answers from both apps, as docs/contract.md has it."""

import dataclasses
from collections.abc import Iterator

import pytest
from parity.apps import Pair, pair
from parity.exchange import Request, get
from parity.promised import ANSWERS, faults, told, with_headers

ORIGINS = ("https://app.example", "http://localhost:5173", "https://a.example:8443")
EXPOSED = "Location,RateLimit,RateLimit-Policy,Retry-After,X-Request-Id"
BOTH = "Origin, Accept-Encoding"

# No other origin is one of the list because it looks like one.
FOREIGN = [
    "https://evil.example",
    "null",
    "NULL",
    "*",
    "https://app.example.evil.example",
    "https://evil-app.example",
    "https://sub.app.example",
    "https://app.exampl",
    "https://appXexample",
    "https://app.example:443",
    "https://app.example:8443",
    "https://a.example",
    "https://a.example:84430",
    "http://app.example",
    "wss://app.example",
    "HTTPS://app.example",
    "https://APP.example",
    "https://app.example/",
    "https://app.example.",
    "https://app.example?",
    "https://app.example%00.evil.example",
    "https://app.example\thttps://evil.example",
    "https://user@app.example",
    "https://app.example@evil.example",
    "https://app.example, https://evil.example",
    "https://app.example,http://localhost:5173,https://a.example:8443",
    "https://app.example https://evil.example",
    "https://evil.example https://app.example",
    "app.example",
    "//app.example",
    "file://",
    "http://127.0.0.1:5173",
    "http://localhost:51730",
    "javascript:alert(1)",
    "x" * 4000,
]


@pytest.fixture(scope="module")
def listed() -> Iterator[Pair]:
    with pair("sqlite", "memory", CORS_ORIGINS=",".join(ORIGINS)) as apps:
        yield apps


@pytest.fixture(scope="module")
def plain() -> Iterator[Pair]:
    """Nothing is set, but that nobody is limited."""
    with pair("sqlite", "memory") as apps:
        yield apps


def preflight(path: str, origin: str, method: str = "POST", **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request("OPTIONS", path, None, {"Origin": origin, "Access-Control-Request-Method": method} | named)


def test_origins_of_the_list_may_read_every_answer(listed: Pair) -> None:
    cors = {"access-control-expose-headers": EXPOSED}
    found = [
        fault
        for origin in ORIGINS
        for request, status in ANSWERS
        for fault in faults(
            listed,
            with_headers(request, Origin=origin),
            status,
            None,
            vary=BOTH,
            **cors,
            access_control_allow_origin=origin,
        )
    ]

    assert not found, told(found)


@pytest.mark.parametrize("origin", [*FOREIGN, "", None])
def test_no_other_origin_may_read_an_answer(listed: Pair, origin: str | None) -> None:
    requests = [(with_headers(r, Origin=origin) if origin is not None else r, status) for r, status in ANSWERS]

    found = [fault for request, status in requests for fault in faults(listed, request, status, vary=BOTH)]

    assert not found, told(found)


def test_two_origins_at_once_are_none(listed: Pair) -> None:
    for lines in ("https://app.example\nhttps://evil.example", "https://evil.example\nhttps://app.example"):
        # Why not one answer: Node keeps the first of two Origin lines, WSGI joins them. Neither lets another one read.
        for answer in listed.ask(get("/healthz", Origin=lines)):
            assert answer.headers.get("access-control-allow-origin") in (None, "https://app.example")


PATHS = [
    "/api/tags",
    "/api/tags/1",
    "/api/tags/0",
    "/healthz",
    "/docs",
    "/metrics",
    "/missing",
    "/",
    "/api/tags/",
    "//x",
]
METHODS = ["GET", "POST", "PATCH", "DELETE", "PUT", "TRACE", "post", "nonsense", "a b", "*"]
REQUESTED = ["content-type", "x-anything", "*", "", ",,,", "authorization, cookie", "a" * 4000, "x\tz", "é"]
GRANTED = {
    "access-control-expose-headers": EXPOSED,
    "access-control-allow-methods": "GET,HEAD,POST,PATCH,DELETE",
    "access-control-allow-headers": "Content-Type,X-Request-Id",
    "access-control-max-age": "600",
}


def test_preflights_of_the_list_get_one_answer_whatever_they_ask_for(listed: Pair) -> None:
    asked = [
        *(preflight(path, origin) for path in PATHS for origin in ORIGINS),
        *(preflight("/api/tags", ORIGINS[0], method) for method in METHODS),
        *(preflight("/api/tags", ORIGINS[0], Access_Control_Request_Headers=names) for names in REQUESTED),
        preflight("/api/tags", ORIGINS[0], Access_Control_Request_Private_Network="true"),
        with_headers(preflight("/api/tags", ORIGINS[0]), Cookie="a=b", Authorization="Basic eDp5"),
        dataclasses.replace(preflight("/missing", ORIGINS[0]), body=b"x" * 102_401),
    ]

    found = [
        fault
        for request in asked
        for fault in faults(
            listed, request, 204, vary=BOTH, **GRANTED, access_control_allow_origin=request.headers["Origin"]
        )
    ]

    assert not found, told(found)


def test_preflights_of_others_are_granted_nothing(listed: Pair) -> None:
    asked = [
        *(preflight(path, "https://evil.example") for path in PATHS),
        *(preflight("/api/tags", origin) for origin in FOREIGN),
    ]

    found = [fault for request in asked for fault in faults(listed, request, 204, vary=BOTH)]

    assert not found, told(found)


def test_options_that_are_no_preflight_are_refused(listed: Pair) -> None:
    cors = {"access-control-allow-origin": ORIGINS[0]}
    exposed = {"access-control-expose-headers": EXPOSED}

    found = [
        *faults(listed, Request("OPTIONS", "/api/tags"), 405, vary=BOTH),
        *faults(listed, Request("OPTIONS", "/missing"), 404, vary=BOTH),
        *faults(
            listed, Request("OPTIONS", "/api/tags", None, {"Access-Control-Request-Method": "GET"}), 405, vary=BOTH
        ),
        *faults(
            listed, Request("OPTIONS", "/api/tags", None, {"Origin": ORIGINS[0]}), 405, vary=BOTH, **cors, **exposed
        ),
        *faults(listed, preflight("/healthz", ""), 204, vary=BOTH),
        *faults(listed, preflight("/healthz", ORIGINS[0], ""), 204, vary=BOTH, **GRANTED, **cors),
        *faults(listed, with_headers(preflight("/healthz", ORIGINS[0]), X="y"), 204, vary=BOTH, **GRANTED, **cors),
    ]

    assert not found, told(found)


def test_every_origin_may_read_when_the_list_is_a_star() -> None:
    cors = {"access-control-allow-origin": "*", "access-control-expose-headers": EXPOSED}
    with pair("sqlite", "memory", CORS_ORIGINS="*") as apps:
        found = [
            fault
            for origin in ("https://evil.example", "null", ORIGINS[0], None)
            for request, status in ANSWERS
            for fault in faults(apps, with_headers(request, Origin=origin) if origin else request, status, **cors)
        ]
        for path in PATHS:
            found += faults(
                apps, preflight(path, "https://evil.example"), 204, **GRANTED, access_control_allow_origin="*"
            )

    assert not found, told(found)


def test_cors_is_off_unless_set(plain: Pair) -> None:
    found = [
        fault
        for origin in (*ORIGINS, "null", "https://evil.example")
        for request, status in ANSWERS
        for fault in faults(plain, with_headers(request, Origin=origin), status)
    ]
    found += faults(plain, preflight("/api/tags", ORIGINS[0]), 405)
    found += faults(plain, preflight("/missing", ORIGINS[0]), 404)

    assert not found, told(found)

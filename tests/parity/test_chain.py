"""What happens around every request is the same in both apps, and what docs/contract.md says: security headers,
timing, and the order in which requests are refused."""

import re
from collections.abc import Iterator

import pytest
from parity.apps import TOKEN, Pair, pair
from parity.exchange import Request, delete, get, patch, post, raw
from parity.promised import ANSWERS, KINDS, METRICS, decoded, faults, told


@pytest.fixture(scope="module")
def plain() -> Iterator[Pair]:
    """Nothing is set, but that nobody is limited."""
    with pair("sqlite", "memory") as apps:
        yield apps


def test_https_is_asked_for_as_long_as_set() -> None:
    with pair("sqlite", "memory", HSTS_SECONDS="60", COMPRESSION="off", CORS_ORIGINS="https://app.example") as apps:
        found = [
            fault
            for request, status in ANSWERS
            for fault in faults(
                apps, request, status, vary="Origin", strict_transport_security="max-age=60; includeSubDomains"
            )
        ]

    assert not found, told(found)


def test_every_answer_is_strict(plain: Pair) -> None:
    token = {"Authorization": f"Bearer {TOKEN}"}
    strict = [
        *((request, status, {}) for request, status in ANSWERS),
        *((get(path), 200, {"content_type": kind}) for path, kind in KINDS.items()),
        (post("/api/tags", {"name": "strict"}), 201, {"location": "/api/tags/1"}),
        (post("/api/tags", {"name": "strict"}), 409, {}),
        (get("/api/tags/1"), 200, {}),
        (patch("/api/tags/1", {"name": "stricter"}), 200, {}),
        (delete("/api/tags/1"), 204, {}),
        (get("/metrics", **token), 200, {"content_type": METRICS}),
        (get("/metrics"), 401, {"www_authenticate": "Bearer"}),
        (get("/docs/../openapi.json"), 404, {}),
        (Request("OPTIONS", "/api/tags"), 405, {}),
    ]

    found = [fault for request, status, headers in strict for fault in faults(plain, request, status, **headers)]

    assert not found, told(found)


def test_an_answer_is_as_new_as_its_request(plain: Pair) -> None:
    asked = {
        "If-None-Match": "*",
        "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT",
        "Range": "bytes=0-9",
        "If-Range": '"x"',
    }
    found = [
        fault
        for path, kind in KINDS.items()
        for name, value in asked.items()
        for fault in faults(plain, get(path, **{name: value}), 200, plain.ask(get(path))[0].body, content_type=kind)
    ]

    assert not found, told(found)


def test_development_says_how_long_it_took() -> None:
    took = re.compile(r"app;dur=\d+(\.\d+)?")
    with pair("sqlite", "memory", APP_ENV="development", LOG_FORMAT="json") as apps:
        for request, status in ANSWERS:
            for answer in apps.ask(request):
                assert answer.status == status
                assert took.fullmatch(answer.headers["server-timing"]), answer
        assert all(decoded(answer) for answer in apps.ask(get("/docs")))


def test_requests_are_checked_in_the_order_of_the_contract(plain: Pair) -> None:
    """Each request is wrong in several ways; the answer is to the first of them."""
    big = b"x" * 102_401
    found = [
        *faults(plain, raw("PUT", "/missing", big, "text/plain"), 413),
        *faults(plain, raw("PUT", "/api/tags/0", big), 413),
        *faults(plain, raw("PUT", "/missing", b"{", "text/plain"), 404),
        *faults(plain, raw("PUT", "/api/tags/1", b"{", "text/plain"), 405),
        *faults(plain, raw("PATCH", "/api/tags/0", b"{", "text/plain"), 404),
        *faults(plain, raw("PATCH", "/api/tags/9", b"{", "text/plain"), 415),
        *faults(plain, raw("PATCH", "/api/tags/9", b"{"), 400),
        *faults(plain, patch("/api/tags/9", {"name": 1}), 422),
        *faults(plain, patch("/api/tags/9", {"name": "a"}), 404),
    ]

    assert not found, told(found)

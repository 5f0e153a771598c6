"""What happens around every request.

Twin: tests/middleware.test.ts
"""

import gzip
import json
import time
from collections.abc import Callable
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient

from app.middleware import security_headers
from tests.conftest import Start

ORIGIN = "https://a.example"
PREFLIGHT = {"Origin": ORIGIN, "Access-Control-Request-Method": "PATCH"}
BEFORE = [
    "request_id",
    "access_log",
    "metrics",
    "server_timing",
    "cors",
    "body_limit",
    "rate_limit",
    "plain_path",
]
AFTER = [
    "rate_limit",
    "compression",
    "cors",
    "security_headers",
    "server_timing",
    "metrics",
    "access_log",
    "request_id",
]


def allowed(client: FlaskClient, origin: str) -> str | None:
    answer = client.get("/healthz", headers={"Origin": origin})
    return answer.headers.get("Access-Control-Allow-Origin")


def left(client: FlaskClient, forwarded: str = "", peer: str = "127.0.0.1") -> str:
    answer = client.get(
        "/openapi.json",
        headers={"X-Forwarded-For": forwarded} if forwarded else {},
        environ_overrides={"REMOTE_ADDR": peer},
    )
    return answer.headers["RateLimit"].split("; ")[1]


def test_runs_in_the_order_of_the_contract(start: Start) -> None:
    client = start(env="development", cors_origins=(ORIGIN,), rate_limit=9)
    seen: list[str] = []

    def recorded(function: Callable[..., Any]) -> Callable[..., Any]:
        def record(*values: Any) -> Any:
            seen.append(function.__module__)
            return function(*values)

        return record

    app = client.application
    for functions in (app.before_request_funcs[None], app.after_request_funcs[None]):
        functions[:] = [recorded(function) for function in functions]
    client.get("/openapi.json")
    prefix = "app.middleware."
    ours = [name.removeprefix(prefix) for name in seen if name.startswith(prefix)]

    # Why twice: Flask calls `after` functions in reverse, from the inside out. A
    # session of the database begins when a request first asks for it.
    assert ours == BEFORE + AFTER


def test_tells_browsers_to_be_strict(start: Start) -> None:
    answer = start().get("/nowhere")

    for name, value in security_headers.HEADERS.items():
        assert answer.headers[name] == value
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    https = answer.headers["Strict-Transport-Security"]
    assert https == "max-age=31536000; includeSubDomains"


def test_says_nothing_of_https_when_that_is_off(start: Start) -> None:
    answer = start(hsts_seconds=0).get("/healthz")

    assert "Strict-Transport-Security" not in answer.headers


def test_times_answers_in_development_only(start: Start) -> None:
    timed = start(env="development").get("/healthz")
    plain = start().get("/healthz")

    assert timed.headers["Server-Timing"].startswith("app;dur=")
    assert "Server-Timing" not in plain.headers


def test_answers_no_other_origin_unless_told_to(start: Start) -> None:
    client = start()
    answer = client.get("/healthz", headers={"Origin": ORIGIN})

    assert not [name for name, _ in answer.headers if name.startswith("Access-")]
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert client.options("/healthz", headers=PREFLIGHT).status_code == 405


def test_answers_the_origins_of_the_list(start: Start) -> None:
    client = start(cors_origins=("https://b.example", ORIGIN))

    assert allowed(client, ORIGIN) == ORIGIN
    for other in ("https://A.example", "https://a.example.org", "null", ""):
        assert allowed(client, other) is None
    assert client.get("/healthz").headers["Vary"] == "Origin, Accept-Encoding"


def test_answers_every_origin(start: Start) -> None:
    client = start(cors_origins=("*",))

    assert allowed(client, ORIGIN) == "*"
    assert client.get("/healthz").headers["Vary"] == "Accept-Encoding"


def test_answers_a_preflight(start: Start) -> None:
    answer = start(cors_origins=(ORIGIN,)).options("/nowhere", headers=PREFLIGHT)

    assert (answer.status_code, answer.data) == (204, b"")
    assert "Content-Type" not in answer.headers
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    methods = answer.headers["Access-Control-Allow-Methods"]
    assert methods == "GET,HEAD,POST,PATCH,DELETE"
    assert answer.headers["Access-Control-Max-Age"] == "600"


def test_compresses_large_answers(start: Start) -> None:
    client = start()
    plain = client.get("/openapi.json").data
    for accepted, coding, open_up in (
        ("gzip, br", "br", brotli.decompress),
        ("gzip, br;q=0.5", "gzip", gzip.decompress),
        ("br;q=0, *", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0", None, bytes),
        ("identity, gzip;q=0.5", None, bytes),
    ):
        answer = client.get("/openapi.json", headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == coding, accepted
        assert open_up(answer.data) == plain
    small = client.get("/healthz", headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in small.headers


def test_compresses_nothing_when_that_is_off(start: Start) -> None:
    client = start(compression=False)
    answer = client.get("/openapi.json", headers={"Accept-Encoding": "br"})

    assert "Content-Encoding" not in answer.headers
    assert "Vary" not in answer.headers


def test_refuses_a_large_body_before_it_is_read(start: Start) -> None:
    answer = start(body_limit=9).post("/nowhere", data=b"0123456789")

    assert answer.status_code == 413
    assert answer.get_json()["detail"] == "The body is larger than 9 bytes."


def test_says_what_is_left_of_the_rate_limit(start: Start) -> None:
    answer = start(rate_limit=2).get("/openapi.json")

    assert answer.headers["RateLimit"] == '"default"; r=1; t=60'
    policy = '"default"; q=2; w=60; pk=:MTJjYTE3YjQ5YWYy:'
    assert answer.headers["RateLimit-Policy"] == policy


def test_refuses_requests_beyond_the_rate_limit(start: Start) -> None:
    client = start(rate_limit=1)
    client.get("/openapi.json")
    answer = client.get("/nowhere")

    assert answer.status_code == 429
    assert answer.get_json()["detail"] == "The limit is 1 requests in 60 seconds."
    assert answer.headers["RateLimit"] == '"default"; r=0; t=60'
    assert answer.headers["Retry-After"] == "60"


def test_begins_a_new_window(start: Start) -> None:
    client = start(rate_limit=1, rate_limit_seconds=1)
    statuses = [client.get("/openapi.json").status_code for _ in range(2)]
    time.sleep(1.1)

    assert statuses == [200, 429]
    assert client.get("/openapi.json").status_code == 200


def test_does_not_count_probes(start: Start) -> None:
    client = start(rate_limit=1)

    for _ in range(2):
        assert "RateLimit" not in client.get("/healthz").headers
        assert client.get("/readyz").status_code == 200


def test_limits_nobody_when_that_is_off(start: Start) -> None:
    answer = start(rate_limit=0).get("/openapi.json")

    assert "RateLimit" not in answer.headers


def test_does_not_believe_proxies(start: Start) -> None:
    client = start(rate_limit=9)

    assert left(client, "198.51.100.1") == "r=8"
    assert left(client, "198.51.100.2") == "r=7"


def test_believes_as_many_proxies_as_told_to(start: Start) -> None:
    client = start(rate_limit=9, trusted_hops=2)

    assert left(client, "1.1.1.1, 198.51.100.1, 10.0.0.1") == "r=8"
    assert left(client, "2.2.2.2, 198.51.100.1, 10.0.0.2") == "r=7"
    assert left(client, "198.51.100.1, 198.51.100.2, 10.0.0.1") == "r=8"
    assert left(client, "2001:db8::1, 10.0.0.1") == "r=8"
    assert left(client, "2001:db8:0:ff::2, 10.0.0.1") == "r=7"
    assert left(client, "no address, 10.0.0.1", "127.0.0.2") == "r=8"
    assert left(client, "", "127.0.0.2") == "r=7"


def test_limits_nobody_while_redis_does_not_answer(
    start: Start,
    capsys: pytest.CaptureFixture[str],
) -> None:
    client = start(rate_limit=1, redis_url="redis://127.0.0.1:1/0")
    answers = [client.get("/openapi.json") for _ in range(2)]
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert "RateLimit" not in answers[0].headers
    warnings = [line for line in lines if line["level"] == "warning"]
    assert [line["msg"] for line in warnings] == ["rate limit"]

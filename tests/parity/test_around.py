"""What surrounds an answer is alike: ids, pages, CORS, the rate limit, metrics, and a database that is away."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from parity.answers import CORS, difference, meaning, names
from parity.asked import told, wrong
from parity.exchange import Request, get, post
from parity.machine import FRAMEWORKS
from parity.projects import TOKEN, WHOLE, Pair, app, pair
from parity.servers import Database, MariaDB, PostgreSQL
from prometheus_client.parser import text_string_to_metric_families

SERVERS: dict[str, type[Database]] = {"postgresql": PostgreSQL, "mysql": MariaDB}
A, B, C = "https://a.example", "https://b.example", "https://c.example"


@pytest.fixture(scope="module")
def apps() -> Iterator[Pair]:
    with pair("blog", *WHOLE, CORS_ORIGINS=f"{A}, {B}") as started:
        yield started


def test_ids_and_pages_are_alike(apps: Pair) -> None:
    asked = [
        get("/healthz", **{"X-Request-Id": name}) for name in ("x" * 8, "x" * 64, "short", "x" * 65, "a b c d e f", "")
    ]
    kinds = ("text/html", "*/*", "application/json", "text/html;q=0.5,application/json")
    asked += [get(path, Accept=kind) for path in ("/", "/docs/", "/docs/docs.js") for kind in kinds]
    asked += [
        get("/metrics"),
        get("/metrics", Authorization="Bearer wrong"),
        *(get("/metrics", Authorization=f"{scheme} {TOKEN}") for scheme in ("Bearer", "bearer", "BEARER", "Basic")),
    ]
    found = [unlike for request in asked if (unlike := difference(request, *apps.ask(request)))]

    assert not found, told(found)


@pytest.mark.long
def test_a_token_may_have_signs_that_other_schemes_use() -> None:
    token = "realm=0123, b=4567=="
    with pair("blog", *WHOLE, METRICS_TOKEN=token) as apps:
        for said, status in ((token, 200), (token[1:], 401), (f"{token}=", 401)):
            for scheme in ("Bearer", "bearer"):
                answers = apps.ask(get("/metrics", Authorization=f"{scheme} {said}"))
                assert [answer.status for answer in answers] == [status] * 2
        assert [answer.status for answer in apps.ask(get("/metrics", Authorization=f"Basic {token}"))] == [401] * 2


def test_a_part_of_a_file_is_a_part_of_what_the_file_is_without_compression(apps: Pair) -> None:
    whole, small = get("/docs/docs.js"), get("/docs/docs.js", **{"Accept-Encoding": "br, gzip"})
    part = get("/docs/docs.js", **small.headers, Range="bytes=1000-2999")
    for started in apps.both:
        answer = started.ask(part)

        assert (answer.status, answer.headers.get("content-encoding")) == (206, None)
        assert answer.body == started.ask(whole).body[1000:3000]
        assert started.ask(small).headers["content-encoding"] == "br"


def test_the_first_page_is_alike(apps: Pair) -> None:
    """Why as text: the elements stand in one order, with nothing between them that a person sees."""
    pages = [re.sub(r"\s*\n\s*", "", answer.body.decode()) for answer in apps.ask(get("/", Accept="text/html"))]

    assert pages[0] == pages[1]
    for path in ("/docs/", "/healthz", "/readyz", "/openapi.json", "/api/posts"):
        assert f'<a href="{path}">{path}</a>' in pages[0]
        assert [answer.status for answer in apps.ask(get(path))] == [200, 200]


def test_other_origins_are_let_in_alike(apps: Pair) -> None:
    asked = [get("/api/tags", Origin=origin) for origin in (A, B, C, "null")]
    asked += [post("/api/tags", {}), get("/nowhere", Origin=A), Request("PUT", "/api/tags", None, {"Origin": B})]
    found = [unlike for request in asked if (unlike := difference(request, *apps.ask(request)))]
    let_in = [
        [answer.headers.get("access-control-allow-origin") for answer in apps.ask(request)] for request in asked[:4]
    ]

    assert not found, told(found)
    assert let_in == [[A, A], [B, B], [None, None], [None, None]]


@pytest.mark.parametrize("origin", [A, B, C])
def test_a_preflight_is_answered_alike(apps: Pair, origin: str) -> None:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "content-type",
    }
    answers = apps.ask(Request("OPTIONS", "/api/tags/1", None, headers))

    for answer in answers:
        assert answer.status in (200, 204)
        said = {name: names(answer.headers[name].lower()) for name in CORS if name in answer.headers}
        if origin == C:
            assert "access-control-allow-origin" not in said
        else:
            assert said["access-control-allow-origin"] == [origin]
            assert "patch" in said["access-control-allow-methods"]
            assert "content-type" in said["access-control-allow-headers"]
            assert said["access-control-max-age"] == ["600"]


def test_metrics_count_alike() -> None:
    # Why no wrong method: Flask then has no route, Express has one.
    asked = [get("/api/tags"), get("/api/tags/7"), get("/nowhere"), post("/api/tags", {})]
    with pair("blog", *WHOLE) as apps:
        for request in asked:
            apps.ask(request)
        answers = apps.ask(get("/metrics", Authorization=f"Bearer {TOKEN}"))

    assert [counted(answer.body.decode()) for answer in answers] == [
        {
            ("GET", "200", "a route"): 1,
            ("GET", "404", "a route"): 1,
            ("GET", "404", "none"): 1,
            ("POST", "422", "a route"): 1,
        }
    ] * 2


def counted(text: str) -> Counter[tuple[str, str, str]]:
    """Requests by method, status and whether there is a route. Why not its name: each framework writes patterns its way."""
    found: Counter[tuple[str, str, str]] = Counter()
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name == "http_request_duration_seconds_count" and "ready" not in sample.labels["route"]:
                route = "none" if sample.labels["route"] == "none" else "a route"
                found[sample.labels["method"], sample.labels["status"], route] += int(sample.value)
    return found


@pytest.mark.parametrize("limiter", ["memory", pytest.param("redis", marks=pytest.mark.server)])
def test_a_client_that_asks_too_often_is_refused_alike(limiter: str) -> None:
    words = (*WHOLE[:-1], limiter)
    # Why two: each side counts for itself in a Redis of both, too.
    with ExitStack() as stack:
        apps = Pair(
            *(
                stack.enter_context(
                    app(name, "blog", *words, RATE_LIMIT="3", REDIS_URL=f"redis://127.0.0.1:6379/{number}")
                )
                for number, name in enumerate(FRAMEWORKS, 8)
            )
        )
        asked = [(200, get("/api/tags"))] * 3 + [
            (429, get("/api/tags")),
            (429, post("/api/tags", {})),
            (200, get("/healthz")),
        ]
        found = wrong(apps, asked)
        refused = [meaning(get("/api/tags"), answer) for answer in apps.ask(get("/api/tags"))]

    assert not found, told(found)
    assert [one["retry-after"] for one in refused] == ["some seconds"] * 2


@contextmanager
def outage(database: str) -> Iterator[tuple[Pair, Database]]:
    """Both apps on a server of their own, which may be stopped."""
    with SERVERS[database]() as server, ExitStack() as stack:
        yield (
            Pair(
                *(
                    stack.enter_context(app(name, "blog", *WHOLE, database=database, DATABASE_URL=server.create(name)))
                    for name in FRAMEWORKS
                )
            ),
            server,
        )


@pytest.mark.server
@pytest.mark.parametrize("database", SERVERS)
def test_a_statement_that_is_cancelled_is_told_alike(database: str) -> None:
    with outage(database) as (apps, server):
        # Why not more: the wait for a lock ends after five seconds, and is told otherwise.
        if database == "postgresql":
            for name in FRAMEWORKS:
                server.execute(f"alter database {name} set statement_timeout = '1s'")
                server.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")
        else:
            server.execute("set global max_statement_time = 1")
            found = "select id from information_schema.processlist where db in ('flask', 'express')"
            for (one,) in server.execute(found):
                server.execute(f"kill {one}")
        with server.lock("tags", "flask"), server.lock("tags", "express"):
            answers = apps.ask(get("/api/tags"))

    assert [(answer.status, b"The database does not answer." in answer.body) for answer in answers] == [(503, True)] * 2


@pytest.mark.server
@pytest.mark.parametrize("database", SERVERS)
def test_a_database_that_is_away_is_told_alike(database: str) -> None:
    away = [
        (503, get("/readyz")),
        (503, get("/api/tags")),
        (503, post("/api/tags", {"name": "x"})),
        (200, get("/healthz")),
    ]
    back = [(200, get("/readyz")), (200, get("/api/tags")), (201, post("/api/tags", {"name": "x"}))]
    with outage(database) as (apps, server):
        found = wrong(apps, [(200, get("/api/tags"))])
        server.stop()
        found += wrong(apps, [*away, (422, post("/api/tags", {})), (404, get("/nowhere"))])
        server.start()
        found += wrong(apps, back)

    assert not found, told(found)

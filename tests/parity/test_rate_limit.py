"""Whose requests are counted together: only as many proxies are believed as TRUSTED_HOPS says.

test_around.py holds how a client is refused, test_limiter.py that the count is one for several processes.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from parity.exchange import Request, get
from parity.machine import FRAMEWORKS, run
from parity.processes import wait_until
from parity.projects import WHOLE, Pair, app, pair, production, project
from parity.servers import PostgreSQL

ONE, OTHER = "203.0.113.1", "203.0.113.2"
# What each request says of its client, and whether that client has asked before.
ASKED = {
    0: [({}, False), ({"X-Forwarded-For": ONE}, True), ({"Forwarded": f"for={ONE}"}, True), ({"X-Real-IP": ONE}, True)],
    1: [
        ({"X-Forwarded-For": ONE}, False),
        ({"X-Forwarded-For": OTHER}, False),
        ({"X-Forwarded-For": f"{OTHER}, {ONE}"}, True),
        ({"X-Forwarded-For": f"::ffff:{ONE}"}, True),
        ({}, False),
        ({"X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9"}, True),
        ({"X-Forwarded-For": "2001:db8:1:1::1"}, False),
        ({"X-Forwarded-For": "2001:db8:1:1:2::2"}, True),
        ({"X-Forwarded-For": "2001:db8:2:1::1"}, False),
    ],
    2: [
        ({"X-Forwarded-For": f"{ONE}, {OTHER}"}, False),
        ({"X-Forwarded-For": f"{OTHER}, {ONE}"}, False),
        ({"X-Forwarded-For": f"198.51.100.7, {ONE}, {OTHER}"}, True),
    ],
}


@pytest.mark.long
@pytest.mark.parametrize("hops", ASKED)
def test_only_as_many_proxies_are_believed_as_set(hops: int) -> None:
    with pair("blog", *WHOLE, RATE_LIMIT="1", TRUSTED_HOPS=str(hops)) as apps:
        said = [[answer.status for answer in apps.ask(get("/api/tags", **headers))] for headers, _ in ASKED[hops]]

    assert said == [[429, 429] if is_known else [200, 200] for _, is_known in ASKED[hops]]


@pytest.mark.parametrize("hops", ["0", "1"])
def test_odd_headers_of_clients_are_no_mistake_of_ours(hops: str) -> None:
    odd = {"X-Forwarded-For": "nobody", "Forwarded": "for=_hidden"}
    with app("express", "blog", *WHOLE, TRUSTED_HOPS=hops) as started:
        assert started.ask(get("/api/tags", **odd)).status == 200
        assert "ERR_ERL" not in started.log.read_text()


COUNTED = {
    "an unknown path": get("/nowhere"),
    "another method": Request("PUT", "/api/tags"),
    "OPTIONS": Request("OPTIONS", "/api/tags"),
    "a file": get("/docs/docs.css"),
    "an id that is none": get("/api/tags/x"),
}
FREE = ("/healthz", "/readyz", "/metrics")


@pytest.fixture(scope="module")
def limited() -> Iterator[Pair]:
    """Both apps; each test asks them as another client."""
    with pair("blog", *WHOLE, RATE_LIMIT="2", TRUSTED_HOPS="1") as apps:
        yield apps


@pytest.mark.parametrize("number", range(len(COUNTED)), ids=list(COUNTED))
def test_what_no_route_answers_is_counted(number: int, limited: Pair) -> None:
    sent, client = list(COUNTED.values())[number], {"X-Forwarded-For": f"198.51.100.{number}"}
    counted = replace(sent, headers={**sent.headers, **client})
    statuses = [[answer.status for answer in limited.ask(counted)] for _ in range(3)]
    free = [[answer.status for answer in limited.ask(get(path, **client))] for path in FREE]

    assert 429 not in statuses[0] + statuses[1]
    assert statuses[2] == [429, 429]
    assert free == [[200, 200], [200, 200], [401, 401]]


def test_files_that_flask_serves_are_counted() -> None:
    """Flask-Limiter alone would let everybody ask for them as often as they like."""
    file = project("flask", "blog", *WHOLE) / "static" / "a.txt"
    file.write_text("a")
    try:
        with app("flask", "blog", *WHOLE, RATE_LIMIT="2", WEB_CONCURRENCY="1") as started:
            assert [started.status("/static/a.txt") for _ in range(3)] == [200, 200, 429]
    finally:
        file.unlink()


FAIL_ONCE = """
from limits.storage import MemoryStorage

from app import create_app

count = MemoryStorage.incr


def fail(*given, **named):
    MemoryStorage.incr = count
    raise RuntimeError("threads can only be started once")


MemoryStorage.incr = fail
client = create_app().test_client()
print([client.get("/").status_code for _ in range(4)])
"""


def test_who_cannot_be_counted_is_served_and_told_of_in_the_log() -> None:
    """In Flask threads count; what `limits` 5.8 keeps in memory may fail when two of them begin at once."""
    env = production("sqlite:///:memory:") | {"RATE_LIMIT": "2"}
    done = run(".venv/bin/python", "-c", FAIL_ONCE, cwd=project("flask", "blog", *WHOLE), env=env)

    assert done.stdout.splitlines()[-1:] == ["[200, 200, 200, 429]"], done.stdout
    assert "threads can only be started once" in done.stdout + done.stderr


# Flask has no more threads than connections; in Express one check is for all who wait.
CONNECTIONS = {"flask": 8, "express": 2}


@pytest.mark.server
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_who_asks_whether_it_is_ready_takes_no_connections_from_others(framework: str) -> None:
    mine = f"select 1 from pg_stat_activity where datname = '{framework}'"
    with PostgreSQL() as server, ThreadPoolExecutor(40) as threads:
        url = server.create(framework)
        with app(framework, "blog", *WHOLE, database="postgresql", DATABASE_URL=url, WEB_CONCURRENCY="1") as started:
            with server.silent():
                asked = [threads.submit(started.status, "/readyz", 60) for _ in range(40)]
                assert not wait_until(lambda: any(one.done() for one in asked), 2)
            assert {one.result(60) for one in asked} == {200}
            assert len(server.execute(mine)) <= CONNECTIONS[framework]

"""The rate limit in Redis: one count for all processes, exactly; and no limit while Redis does not answer."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from parity.exchange import Answer, get
from parity.machine import FRAMEWORKS
from parity.processes import Served, migrate, serve, wait_until
from parity.servers import PostgreSQL, Redis

LIMIT, SECONDS = 40, 3


@pytest.fixture(scope="module")
def redis() -> Iterator[Redis]:
    with Redis() as redis:
        yield redis


@pytest.fixture(scope="module", params=FRAMEWORKS)
def app(redis: Redis, request: pytest.FixtureRequest) -> Iterator[Served]:
    with PostgreSQL() as server:
        url = server.create("app")
        migrate(request.param, "postgresql", url)
        limit = {"RATE_LIMIT": str(LIMIT), "RATE_LIMIT_SECONDS": str(SECONDS), "REDIS_URL": redis.url}
        with serve(request.param, "postgresql", DATABASE_URL=url, WEB_CONCURRENCY="2", **limit) as served:
            yield served


@pytest.fixture(autouse=True)
def _new_window(app: Served, redis: Redis) -> None:
    redis.forget()


def test_the_count_holds_across_processes(app: Served) -> None:
    answers = together(app, LIMIT + 25)

    assert Counter(answer.status for answer in answers) == {200: LIMIT, 429: 25}
    left = sorted(remaining(answer) for answer in answers if answer.status == 200)
    assert left == list(range(LIMIT))
    for answer in answers:
        assert re.fullmatch(rf'"default"; q={LIMIT}; w={SECONDS}; pk=:[\w+/=]+:', answer.headers["ratelimit-policy"])
        assert ("retry-after" in answer.headers) == (answer.status == 429)
    late = [int(answer.headers["retry-after"]) for answer in answers if answer.status == 429]
    assert set(late) <= {SECONDS, SECONDS - 1}


def test_nobody_is_limited_while_redis_is_away(app: Served, redis: Redis) -> None:
    redis.stop()
    try:
        check_open(app, LIMIT + 10)
    finally:
        redis.start()
    check_counts_again(app, redis)


def check_open(app: Served, count: int) -> None:
    """All pass, soon, without the headers; and a warning says so for each."""
    known = len(warnings(app))
    began = time.monotonic()
    answers = together(app, count)
    took = time.monotonic() - began
    assert {answer.status for answer in answers} == {200}
    assert not any("ratelimit" in answer.headers for answer in answers)
    assert wait_until(lambda: len(warnings(app)) - known == count, 2), f"{len(warnings(app)) - known}\n{app.tail()}"
    assert all(line["requestId"] for line in warnings(app)), warnings(app)[-1]
    assert took < 5
    assert app.err.read_text() == ""


def check_counts_again(app: Served, redis: Redis) -> None:
    assert wait_until(lambda: "ratelimit" in app.ask(get("/api/tags")).headers, 5), app.tail()
    redis.forget()
    assert Counter(answer.status for answer in together(app, LIMIT + 10)) == {200: LIMIT, 429: 10}


def warnings(app: Served) -> list[dict[str, object]]:
    return app.said(level="warning", msg="rate limit")


def together(app: Served, count: int) -> list[Answer]:
    with ThreadPoolExecutor(16) as threads:
        return list(threads.map(lambda _: app.ask(get("/api/tags")), range(count)))


def remaining(answer: Answer) -> int:
    found = re.fullmatch(r'"default"; r=(\d+); t=\d+', answer.headers["ratelimit"])
    assert found, answer.headers
    return int(found[1])

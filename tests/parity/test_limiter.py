"""The rate limit in Redis: one exact count for all processes; and nobody is kept waiting while Redis does not answer."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from parity.exchange import Answer, get
from parity.machine import FRAMEWORKS
from parity.processes import App, wait_until
from parity.projects import ALL, app
from parity.servers import Redis

pytestmark = [pytest.mark.alone, pytest.mark.server]

LIMIT = 40


@pytest.fixture(scope="module")
def redis() -> Iterator[Redis]:
    with Redis() as redis:
        yield redis


@pytest.fixture(scope="module", params=FRAMEWORKS)
def apps(redis: Redis, request: pytest.FixtureRequest) -> Iterator[list[App]]:
    """Two servers, as on two machines; gunicorn's has two processes."""
    settings = {"RATE_LIMIT": str(LIMIT), "REDIS_URL": redis.url, "WEB_CONCURRENCY": "2"}
    with ExitStack() as stack:
        words = (request.param, "blog", *ALL, "--limiter", "redis")
        yield [stack.enter_context(app(*words, **settings)) for _ in range(2)]


@pytest.fixture(autouse=True)
def _nothing_counted(apps: list[App], redis: Redis) -> None:
    redis.forget()


def test_the_count_holds_across_processes(apps: list[App]) -> None:
    answers = together(apps, LIMIT + 25)

    assert Counter(answer.status for answer in answers) == {200: LIMIT, 429: 25}
    assert all(0 < int(answer.headers["retry-after"]) <= 60 for answer in answers if answer.status == 429)


def test_nobody_is_refused_while_redis_is_away(apps: list[App], redis: Redis) -> None:
    redis.stop()
    try:
        check_served(apps)
    finally:
        redis.start()
    check_counts_again(apps, redis)


def test_nobody_waits_long_for_a_redis_that_is_silent(apps: list[App], redis: Redis) -> None:
    with redis.silent():
        check_served(apps)
    check_counts_again(apps, redis)


def check_served(apps: list[App]) -> None:
    """All that a client may send is answered, and soon."""
    began = time.monotonic()
    answers = [one.ask(get("/api/tags")) for _ in range(LIMIT // 4) for one in apps]

    assert {answer.status for answer in answers} == {200}
    assert time.monotonic() - began < 15


def check_counts_again(apps: list[App], redis: Redis) -> None:
    """Why a minute and more: Flask-Limiter asks less and less often whether Redis is back, at last every 32 seconds."""
    families = [one.family() for one in apps]
    for one in apps:
        redis.forget()
        assert wait_until(lambda one=one: counted(one, redis), 90), one.tail()  # type: ignore[misc]
    assert [one.family() for one in apps] == families


def counted(one: App, redis: Redis) -> bool:
    """Whether a request is counted in Redis. Why so slowly: without it each process counts for the next test as well."""
    time.sleep(2)
    return one.status("/api/tags") > 0 and redis.names() != []


def together(apps: list[App], count: int) -> list[Answer]:
    with ThreadPoolExecutor(16) as threads:
        return list(threads.map(lambda number: apps[number % len(apps)].ask(get("/api/tags")), range(count)))

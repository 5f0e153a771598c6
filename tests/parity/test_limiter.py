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

LIMIT, SECONDS = 40, 4
# How many requests are sent one after the other while Redis does not answer.
IN_TURN = 40


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
    assert set(late) <= {*range(1, SECONDS + 1)}


def test_the_counts_are_the_applications_own(app: Served, redis: Redis) -> None:
    """Others may count in the same Redis."""
    app.ask(get("/api/tags"))
    assert [name.partition(":")[0] for name in redis.names()] == [f"app_{app.framework}"]


def test_a_new_window_begins_when_the_old_one_ends(app: Served) -> None:
    answers = together(app, LIMIT + 1)
    (refused,) = (answer for answer in answers if answer.status == 429)

    time.sleep(int(refused.headers["retry-after"]))
    first, second = app.ask(get("/api/tags")), app.ask(get("/api/tags"))

    assert (first.status, first.headers["ratelimit"]) == (200, f'"default"; r={LIMIT - 1}; t={SECONDS}')
    assert (second.status, remaining(second)) == (200, LIMIT - 2)


def test_nobody_is_limited_while_redis_is_away(app: Served, redis: Redis) -> None:
    redis.stop()
    try:
        check_open(app)
    finally:
        redis.start()
    check_counts_again(app, redis)


def test_nobody_waits_long_for_a_redis_that_is_silent(app: Served, redis: Redis) -> None:
    with redis.silent():
        check_open(app)
    check_counts_again(app, redis)


def test_a_redis_that_was_restarted_counts_again(app: Served, redis: Redis) -> None:
    together(app, 10)
    redis.stop(redis.immediate)
    redis.start()
    check_counts_again(app, redis)


def check_open(app: Served) -> None:
    """All pass, soon, without the headers; and a warning says so, though not for each."""
    known = len(warnings(app))
    answers, took = together(app, LIMIT + 10), 0.0
    for _ in range(IN_TURN):
        began = time.monotonic()
        answers.append(app.ask(get("/api/tags")))
        took += time.monotonic() - began

    assert Counter(answer.status for answer in answers) == {200: LIMIT + 10 + IN_TURN}
    assert not any("ratelimit" in answer.headers for answer in answers)
    # Why so few seconds: were each to wait for Redis, this would take 20.
    assert took < 12, f"{IN_TURN} requests in turn took {took:.1f} s"
    assert 0 < len(warnings(app)) - known < LIMIT, app.tail()
    assert all(line["requestId"] and line["path"] == "/api/tags" for line in warnings(app)), warnings(app)[-1]
    assert app.err.read_text() == ""


def check_counts_again(app: Served, redis: Redis) -> None:
    """In all its processes, which are still the same."""
    processes = app.family()
    assert wait_until(lambda: all(map(is_counted, together(app, 20))), 10), app.tail()
    redis.forget()
    assert Counter(answer.status for answer in together(app, LIMIT + 10)) == {200: LIMIT, 429: 10}
    assert app.family() == processes


def is_counted(answer: Answer) -> bool:
    return "ratelimit" in answer.headers


def warnings(app: Served) -> list[dict[str, object]]:
    return app.said(level="warning", msg="rate limit")


def together(app: Served, count: int) -> list[Answer]:
    with ThreadPoolExecutor(16) as threads:
        return list(threads.map(lambda _: app.ask(get("/api/tags")), range(count)))


def remaining(answer: Answer) -> int:
    found = re.fullmatch(r'"default"; r=(\d+); t=\d+', answer.headers["ratelimit"])
    assert found, answer.headers
    return int(found[1])

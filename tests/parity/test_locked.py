"""A row that another transaction holds: who waits for it is told in time, and nobody else is held up."""

import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from parity.exchange import get, patch, post
from parity.machine import FRAMEWORKS
from parity.processes import wait_until
from parity.projects import WHOLE, app
from parity.servers import PostgreSQL

WAITING = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_locked_row_is_waited_for_in_bounded_time(framework: str) -> None:
    with PostgreSQL() as server, ThreadPoolExecutor() as threads:
        url = server.create(framework)
        with app(framework, "blog", *WHOLE, database="postgresql", DATABASE_URL=url) as started:
            assert started.ask(post("/api/tags", {"name": "old"})).status == 201
            with psycopg.connect(url) as other:
                other.execute("select * from tags for update")
                begun_at = time.monotonic()
                answers = [threads.submit(started.ask, patch("/api/tags/1", {"name": "new"})) for _ in range(6)]
                assert wait_until(lambda: server.execute(WAITING)[0][0] == 6, 30)
                assert started.ask(get("/readyz")).status == 200
                assert {answer.result(60).status for answer in answers} == {503}
                assert 4 < time.monotonic() - begun_at < 40

            assert started.ask(patch("/api/tags/1", {"name": "new"})).status == 200

"""A row that somebody else deletes while a PATCH waits for it."""

import json
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from parity.exchange import get, patch, post
from parity.machine import FRAMEWORKS
from parity.processes import wait_until
from parity.projects import WHOLE, app
from parity.servers import PostgreSQL

pytestmark = pytest.mark.server

WAITING = "select 1 from pg_stat_activity where wait_event_type = 'Lock'"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_row_that_vanishes_during_a_patch_is_not_made_anew(framework: str) -> None:
    with PostgreSQL() as server, ThreadPoolExecutor() as threads:
        url = server.create(framework)
        with app(framework, "blog", *WHOLE, database="postgresql", DATABASE_URL=url) as started:
            assert started.ask(post("/api/tags", {"name": "old"})).status == 201
            with psycopg.connect(url) as other:
                other.execute("delete from tags")
                answer = threads.submit(started.ask, patch("/api/tags/1", {"name": "new"}))
                assert wait_until(lambda: bool(server.execute(WAITING)), 30)
                other.commit()

            assert answer.result(30).status == 404
            assert json.loads(started.ask(get("/api/tags")).body)["total"] == 0

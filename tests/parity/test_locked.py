"""A row that another transaction holds: who waits for it is told in time, and nobody else is held up."""

import json
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from parity.exchange import Answer, get, patch, post
from parity.machine import FRAMEWORKS, create
from parity.processes import wait_until
from parity.projects import WHOLE, app
from parity.servers import MariaDB, PostgreSQL

pytestmark = pytest.mark.long

IN_USE = (503, "The data is in use; try again.")
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
                assert {told(answer.result(60)) for answer in answers} == {IN_USE}
                assert 4 < time.monotonic() - begun_at < 40

            assert started.ask(patch("/api/tags/1", {"name": "new"})).status == 200


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_who_waits_in_vain_for_mariadb_is_told_so(framework: str) -> None:
    with MariaDB() as server:
        url = server.create(framework)
        with app(framework, "blog", *WHOLE, database="mysql", DATABASE_URL=url) as started:
            assert started.ask(post("/api/tags", {"name": "old"})).status == 201
            with server._connection(framework) as other, other.cursor() as cursor:
                cursor.execute("select * from tags for update")
                assert told(started.ask(patch("/api/tags/1", {"name": "new"}))) == IN_USE


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_who_waits_in_vain_for_sqlite_is_told_so(framework: str, tmp_path: Path) -> None:
    url = create("sqlite", "locked", tmp_path)
    with (
        app(framework, "blog", *WHOLE, DATABASE_URL=url) as started,
        closing(sqlite3.connect(tmp_path / "locked.db", isolation_level=None)) as other,
    ):
        other.execute("begin immediate")
        assert told(started.ask(post("/api/tags", {"name": "new"}))) == IN_USE


def told(answer: Answer) -> tuple[int, str]:
    return answer.status, json.loads(answer.body)["detail"]

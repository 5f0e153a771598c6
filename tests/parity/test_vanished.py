"""A row that somebody else deletes while a PATCH waits for it is not there: 404, on both sides."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from parity.exchange import patch, post
from parity.machine import FRAMEWORKS, create, drop, require
from parity.processes import migrate, serve, wait_until

WAITING = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_row_that_vanishes_during_a_patch_is_not_found(framework: str, tmp_path: Path) -> None:
    require("postgresql")
    name = f"scaffold_vanished_{framework}"
    url = create("postgresql", name, tmp_path)
    migrate(framework, "postgresql", url)
    with serve(framework, "postgresql", DATABASE_URL=url) as served, ThreadPoolExecutor() as threads:
        assert served.ask(post("/api/tags", {"name": "old"})).status == 201
        with psycopg.connect(url) as other, psycopg.connect(url, autocommit=True) as watcher:
            other.execute("delete from tags")
            answer = threads.submit(served.ask, patch("/api/tags/1", {"name": "new"}))
            assert wait_until(lambda: bool(watcher.execute(WAITING).fetchall()), 20)
            other.commit()

            assert answer.result(20).status == 404
    drop("postgresql", name)

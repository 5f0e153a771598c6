"""Two that migrate at once, as two releases that are rolled out together: each migration is applied once.

A limit for statements that an owner gives to PostgreSQL is no limit for migrations.
"""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pymysql
import pytest
from parity.machine import DATABASES, FRAMEWORKS, create, drop, environment, run
from parity.projects import UPGRADE, production, project

pytestmark = pytest.mark.server

# Why it sleeps: both have begun before one is done.
LIMIT = "do $$ begin execute format('alter database %I set statement_timeout = 900', current_database()); end $$"
SLEEP = {"postgresql": "select pg_sleep(2)", "mysql": "do sleep(2)", "sqlite": "select 1"}
ROW = {
    "sqlite": "insert into tags (name, created_at, updated_at) select 'made-' || count(*), 0, 0 from tags",
    "postgresql": "insert into tags (name, created_at, updated_at) select 'made-' || count(*), now(), now() from tags",
    "mysql": "insert into tags (name, created_at, updated_at) select concat('made-', count(*)), now(), now() from tags",
}
WRITTEN = {
    "flask": (
        "migrations/versions/0002_row.py",
        """\
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    op.execute("{sleep}")
    op.execute("{row}")
""",
    ),
    "express": (
        "migrations/Migration20990101000000_row.ts",
        """\
import {{ Migration }} from "@mikro-orm/migrations";

export class Migration20990101000000_row extends Migration {{
  override up() {{
    this.addSql("{sleep}");
    this.addSql("{row}");
  }}
}}
""",
    ),
}


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("database", DATABASES)
def test_of_two_that_migrate_at_once_one_applies(database: str, framework: str, tmp_path: Path) -> None:
    name = f"at_once_{os.getpid()}_{framework}"
    folder = project(framework, "blog", database=database)
    path, source = WRITTEN[framework]
    url = create(database, name, tmp_path)
    try:
        run(*UPGRADE[framework], cwd=folder, env=production(url))
        (folder / path).write_text(source.format(sleep=SLEEP[database], row=ROW[database]))
        if database == "postgresql":
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(LIMIT)
        both = [
            subprocess.Popen(UPGRADE[framework], cwd=folder, env=environment() | production(url), text=True)
            for _ in range(2)
        ]
        ended = [one.wait(120) for one in both]

        assert ended == [0, 0]
        assert names(database, url) == ["made-0"]
    finally:
        (folder / path).unlink(missing_ok=True)
        drop(database, name)


def names(database: str, url: str) -> list[str]:
    """What the migration has written."""
    there = urlsplit(url)
    connection: Any
    if database == "sqlite":
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    elif database == "postgresql":
        connection = psycopg.connect(url)
    else:
        connection = pymysql.connect(
            host=there.hostname, port=there.port or 3306, user=there.username, database=there.path[1:]
        )
    with closing(connection), closing(connection.cursor()) as cursor:
        cursor.execute("select name from tags order by name")
        return [name for (name,) in cursor.fetchall()]

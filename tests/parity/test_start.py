"""A start in production that cannot work says why, without a secret or a stack, and exits with 1."""

import re
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from parity.exchange import get
from parity.machine import FRAMEWORKS, create, environment, run
from parity.processes import ready, wait_until
from parity.projects import NONE, UPGRADE, WHOLE, app, begun, production, project
from parity.servers import PASSWORD, Database, MariaDB, PostgreSQL

pytestmark = [pytest.mark.alone, pytest.mark.server]

SERVERS: dict[str, type[Database]] = {"postgresql": PostgreSQL, "mysql": MariaDB}
NOWHERE = {
    "postgresql": f"postgresql://postgres:{PASSWORD}@127.0.0.1:1/app",
    "mysql": f"mysql://root:{PASSWORD}@127.0.0.1:1/app",
}
WRONG = {
    "DATABASE_URL": f"oracle://a:{PASSWORD}@b/c",
    "TRUSTED_HOPS": "-4711",
    "MAX_CONTENT_LENGTH": "4711 bytes",
    "LOG_LEVEL": "4711",
    "CORS_ORIGINS": "https://a.example/4711",
    "RATE_LIMIT": "0",
    "METRICS_TOKEN": "4711-is-short",
}
STACK = re.compile(r"Traceback|\n +at \S+ \(|File \"")


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, Database]]:
    with PostgreSQL() as postgresql, MariaDB() as mysql:
        yield {"postgresql": postgresql, "mysql": mysql}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_all_settings_that_are_wrong_are_told_at_once(framework: str) -> None:
    said = refusal(framework, "postgresql", WRONG["DATABASE_URL"], **WRONG)

    assert {name for name in WRONG if name in said} == WRONG.keys()
    assert "4711" not in said


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_metrics_without_a_token_are_refused(framework: str) -> None:
    assert "METRICS_TOKEN" in refusal(framework, "postgresql", NOWHERE["postgresql"], METRICS_TOKEN="")


@pytest.mark.parametrize("database", SERVERS)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_database_that_nobody_serves_is_waited_for_and_refused(framework: str, database: str) -> None:
    begun_at = time.monotonic()
    said = refusal(framework, database, NOWHERE[database])

    assert len(re.findall("^The database does not answer .*DATABASE_URL.*refused", said, re.M | re.I)) == 1, said
    assert time.monotonic() - begun_at > 10


@pytest.mark.parametrize("database", SERVERS)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_database_that_is_not_there_is_not_made(framework: str, database: str, servers: dict[str, Database]) -> None:
    url = servers[database].create(f"there_{framework}").replace("/there", "/elsewhere")
    said = refusal(framework, database, url)

    assert re.search("^The database does not answer .*(does not exist|Unknown database)", said, re.M), said


@pytest.mark.parametrize("database", SERVERS)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_pending_migrations_are_refused(framework: str, database: str, servers: dict[str, Database]) -> None:
    said = refusal(framework, database, servers[database].create(f"pending_{framework}"))
    command = " ".join(UPGRADE[framework]).removeprefix(".venv/bin/").replace("--silent ", "")

    assert f"\nMigrations are pending: run `{command}`\n" in f"\n{said}"


@pytest.mark.parametrize("database", SERVERS)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_database_that_comes_late_is_waited_for(framework: str, database: str, servers: dict[str, Database]) -> None:
    server, folder = servers[database], project(framework, "blog", *WHOLE, database=database)
    url = server.create(f"late_{framework}")
    server.stop()
    with socket.create_server(("127.0.0.1", server.port)) as nobody, begun(folder, url) as app:
        nobody.settimeout(60)
        nobody.accept()[0].close()
        nobody.close()
        server.start()
        assert wait_until(lambda: app.process.poll() is not None, 60)
        # Why refused: that migrations are pending only a database that answers can tell.
        assert "Migrations are pending" in app.tail()


NEWER = {
    "flask": "update alembic_version set version_num = 'newer'",
    "express": "insert into mikro_orm_migrations (name) values ('newer')",
}


@pytest.mark.parametrize("database", SERVERS)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_database_that_newer_code_has_migrated_is_served(
    framework: str, database: str, servers: dict[str, Database]
) -> None:
    name, folder = f"newer_{framework}", project(framework, "blog", *WHOLE, database=database)
    url = servers[database].create(name)
    run(*UPGRADE[framework], cwd=folder, env=production(url))
    servers[database].execute(NEWER[framework], name)

    with begun(folder, url) as app:
        ready(app)


@pytest.mark.parametrize("words", [(), WHOLE])
def test_a_port_that_is_in_use_is_told_in_a_line(words: tuple[str, ...], servers: dict[str, Database]) -> None:
    """Express alone: gunicorn tries again, and says so in lines of its own."""
    folder = project("express", "blog", *(words or NONE), database="postgresql")
    url = servers["postgresql"].create(f"used_{len(words)}")
    run(*UPGRADE["express"], cwd=folder, env=production(url))
    with socket.create_server(("127.0.0.1", 0)) as used:
        port = used.getsockname()[1]
        with begun(folder, url, PORT=str(port)) as app:
            assert wait_until(lambda: app.process.poll() is not None, 60), app.tail()
            said = app.log.read_text()

    assert app.process.returncode == 1, said
    assert len(re.findall(f"address already in use 127.0.0.1:{port}", said)) == 1, said
    assert not STACK.search(said), said


def test_the_development_server_of_flask_is_refused_in_production() -> None:
    env = environment() | production(NOWHERE["postgresql"])
    for words in ((), ("--no-reload",)):
        done = subprocess.run(
            (".venv/bin/flask", "run", *words),
            cwd=project("flask", "blog", *WHOLE, database="postgresql"),
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

        assert done.returncode == 1
        assert "has a debugger; use gunicorn\n" in done.stderr


def test_debugging_is_off_in_production_whatever_the_environment_says(tmp_path: Path) -> None:
    url = create("sqlite", "debug", tmp_path)
    with app("flask", "blog", *WHOLE, DATABASE_URL=url, FLASK_DEBUG="1") as started:
        with closing(sqlite3.connect(tmp_path / "debug.db")) as connection:
            connection.execute("alter table tags rename column name to named")
        answer = started.ask(get("/api/tags"))

    assert answer.status == 500
    assert answer.headers["content-type"] == "application/problem+json"


def refusal(framework: str, database: str, url: str, **settings: str) -> str:
    """What an app says before it exits with 1, which leaves no process behind."""
    folder = project(framework, "blog", *WHOLE, database=database)
    with begun(folder, url, **settings) as app:
        assert wait_until(lambda: app.process.poll() is not None, 90), f"{framework} runs\n{app.tail()}"
        said = app.log.read_text()
        assert app.process.returncode == 1, said
        assert not app.family()
    assert PASSWORD not in said
    assert not STACK.search(said), said
    return said

"""A start in production that cannot work says why in one line, the same on both sides, and exits with 1."""

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from parity.apps import UPGRADE, project
from parity.exchange import get
from parity.machine import FRAMEWORKS, environment
from parity.processes import Served, ready, start, wait_until
from parity.servers import PASSWORD, Database, MariaDB, PostgreSQL

NOWHERE = f"postgresql://postgres:{PASSWORD}@127.0.0.1:1/app"

# One of each kind; the generated projects test every setting.
REFUSED = {
    "unknown word": ({"APP_ENV": "staging"}, "APP_ENV must be one of development, test, production, not 'staging'"),
    "no number": ({"PORT": "http"}, "PORT must be a number from 1 to 65535, not 'http'"),
    "number beyond": ({"TRUSTED_HOPS": "11"}, "TRUSTED_HOPS must be a number from 0 to 10, not '11'"),
    "bad origin": (
        {"CORS_ORIGINS": "https://a.example,https://b.example/path"},
        "CORS_ORIGINS must be * or origins like https://a.example:8443, not 'https://b.example/path'",
    ),
    "no database": ({"DATABASE_URL": ""}, "DATABASE_URL must be set in production"),
    "other database": ({"DATABASE_URL": f"mysql://a:{PASSWORD}@b/c"}, "DATABASE_URL must be a postgresql:// URL"),
    "space before a url": (
        {"DATABASE_URL": f" postgresql://a:{PASSWORD}@b/c"},
        "DATABASE_URL must be a postgresql:// URL",
    ),
    "shouted url": (
        {"DATABASE_URL": f"POSTGRESQL://a:{PASSWORD}@b/c"},
        "DATABASE_URL must be a postgresql:// URL",
    ),
    "nothing but a scheme": ({"DATABASE_URL": "postgresql://"}, "DATABASE_URL must be a postgresql:// URL"),
    "half an encoded letter": (
        {"REDIS_URL": f"redis://:{PASSWORD}%zz@127.0.0.1"},
        "REDIS_URL must be a redis:// URL",
    ),
    "no number of a database": (
        {"REDIS_URL": "redis://127.0.0.1/shop"},
        "REDIS_URL must end with the number of a database, as in /0",
    ),
    "@ in a password": (
        {"DATABASE_URL": f"postgresql://a:{PASSWORD}@{PASSWORD}@127.0.0.1/c"},
        "DATABASE_URL must have %40 for an @ in the password",
    ),
    "too many digits": (
        {"TRUSTED_HOPS": "00000000005"},
        "TRUSTED_HOPS must be a number from 0 to 10, not '00000000005'",
    ),
    "weak in code points": (
        {"METRICS_TOKEN": "\N{GRINNING FACE}" * 8},
        "METRICS_TOKEN must have 16 characters or more in production",
    ),
    "no url": ({"DATABASE_URL": f"postgresql//a:{PASSWORD}@b/c"}, "DATABASE_URL must be a postgresql:// URL"),
    "no redis": ({"REDIS_URL": ""}, "REDIS_URL must be set in production"),
    "weak": ({"METRICS_TOKEN": "123456789012345"}, "METRICS_TOKEN must have 16 characters or more in production"),
}
WORDS = {"flask": "flask db upgrade", "express": "npm run db:upgrade"}


@pytest.fixture(scope="module")
def postgresql() -> Iterator[PostgreSQL]:
    with PostgreSQL() as server:
        rules = server.folder / "data" / "pg_hba.conf"
        rules.write_text(f"host all stranger 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
        server.execute("select pg_reload_conf()")
        server.execute("create role stranger login password 'another'")
        yield server


@pytest.fixture(scope="module")
def mysql() -> Iterator[MariaDB]:
    with MariaDB() as server:
        yield server


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_setting_is_refused(case: str) -> None:
    settings, line = REFUSED[case]
    assert refusals("postgresql", NOWHERE, **settings) == dict.fromkeys(FRAMEWORKS, line)


def test_a_port_that_is_taken_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refusals("postgresql", NOWHERE, PORT=port)
    assert said == dict.fromkeys(FRAMEWORKS, f"HOST:PORT 127.0.0.1:{port} is already in use")


def test_a_host_of_another_machine_is_refused() -> None:
    said = refusals("postgresql", NOWHERE, HOST="192.0.2.1", PORT="5000")
    assert {line.partition(": ")[0] for line in said.values()} == {"HOST:PORT 192.0.2.1:5000 cannot be used"}


def test_a_database_that_nobody_serves_is_waited_for_and_refused() -> None:
    begun = time.monotonic()
    said = refusals("postgresql", NOWHERE, DATABASE_WAIT_SECONDS="3")
    assert_no_connection(said, "127.0.0.1:1", "refused", 3)
    assert time.monotonic() - begun > 3


def test_a_wrong_password_is_refused(postgresql: PostgreSQL, mysql: MariaDB) -> None:
    stranger = f"postgresql://stranger:{PASSWORD}@127.0.0.1:{postgresql.port}/postgres"
    app = mysql.create("app").replace(PASSWORD, f"wrong-{PASSWORD}")
    for database, url, port, reason in (
        ("postgresql", stranger, postgresql.port, "authentication failed"),
        ("mysql", app, mysql.port, "Access denied"),
    ):
        said = refusals(database, url, DATABASE_WAIT_SECONDS="0")
        assert_no_connection(said, f"127.0.0.1:{port}", reason)


def test_a_database_without_the_tls_that_is_asked_for_is_refused(postgresql: PostgreSQL) -> None:
    """Nothing in the URL may be left out by a driver: the password would go out in clear."""
    said = refusals("postgresql", f"{postgresql.create('tls')}?sslmode=verify-full", DATABASE_WAIT_SECONDS="0")
    assert_no_connection(said, f"127.0.0.1:{postgresql.port}", "not support SSL")


def test_a_signal_is_heard_before_an_app_has_loaded() -> None:
    """Loading takes half a second, in which a container may be stopped."""
    flask, express = (project(name, "postgresql", "whole") for name in FRAMEWORKS)
    settings, server = (flask / "gunicorn.conf.py").read_text(), (express / "src" / "server.ts").read_text()

    assert settings.index("signal.signal(number") < settings.index("from app import")
    assert all(found.startswith("node:") for found in re.findall(r'^import .*"(.+)";$', server, re.MULTILINE))


def test_a_database_that_is_not_there_is_refused(postgresql: PostgreSQL, mysql: MariaDB) -> None:
    servers: tuple[tuple[str, Database, str], ...] = (
        ("postgresql", postgresql, "does not exist"),
        ("mysql", mysql, "Unknown database"),
    )
    for database, server, reason in servers:
        url = server.create("there").replace("/there", "/elsewhere")
        said = refusals(database, url, DATABASE_WAIT_SECONDS="0")
        assert_no_connection(said, f"127.0.0.1:{server.port}", reason)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_migration_makes_no_database_that_is_not_there(framework: str, postgresql: PostgreSQL) -> None:
    """A name that is mistyped must not become a database; one line says so."""
    url = postgresql.create(f"named_{framework}").replace("/named", "/mistyped")
    done = subprocess.run(
        UPGRADE[framework],
        cwd=project(framework, "postgresql", "whole"),
        env=environment() | {"DATABASE_URL": url, "DATABASE_WAIT_SECONDS": "0"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert_no_connection({framework: done.stderr.splitlines()[0]}, f"127.0.0.1:{postgresql.port}", "does not exist")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_a_refused_start_leaves_nothing_behind(tmp_path: Path) -> None:
    refusals("postgresql", NOWHERE, DATABASE_WAIT_SECONDS="0", TMPDIR=str(tmp_path))
    refusals("postgresql", NOWHERE, PORT="http", TMPDIR=str(tmp_path))
    assert not list(tmp_path.glob("metrics-*"))


# Why /proc: there nobody may write, not even root.
@pytest.mark.parametrize("path", ["/nowhere/data.db", "/proc/data.db"])
def test_a_file_that_cannot_be_made_is_refused(path: str) -> None:
    said = refusals("sqlite", f"sqlite:///{path}", DATABASE_WAIT_SECONDS="0")
    assert_no_connection(said, path, "unable to open database file")


@pytest.mark.parametrize("database", ["sqlite", "postgresql", "mysql"])
def test_pending_migrations_are_refused_unless_allowed(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if database == "sqlite":
        url = f"sqlite:///{tmp_path}/data.db"
    else:
        server: Database = request.getfixturevalue(database)
        url = server.create("pending")
    said = refusals(database, url)
    assert said == {name: f"1 migration is pending: run {command}" for name, command in WORDS.items()}
    with started(database, url, PENDING_MIGRATIONS="allow") as apps:
        for app in apps:
            ready(app)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_an_ipv6_address_is_served(framework: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/data.db"
    app = start(framework, "sqlite", {"DATABASE_URL": url, "HOST": "::1", "PENDING_MIGRATIONS": "allow"})
    try:
        assert wait_until(lambda: healthy("::1", app.port), 60), app.tail()
        assert [line["url"] for line in app.said(msg="listening")] == [f"http://[::1]:{app.port}"]
    finally:
        app.kill()


def healthy(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_file_env_is_read_and_what_is_set_counts_before_it(framework: str, tmp_path: Path) -> None:
    path = project(framework, "sqlite", "whole") / ".env"
    path.write_text("HSTS_SECONDS=4711\nCOMPRESSION=maybe\n")
    env = {"DATABASE_URL": f"sqlite:///{tmp_path}/data.db", "PENDING_MIGRATIONS": "allow", "COMPRESSION": "off"}
    app = start(framework, "sqlite", env)
    try:
        ready(app)
        sent = app.ask(get("/healthz")).headers
    finally:
        app.kill()
        path.unlink()
    assert sent["strict-transport-security"].startswith("max-age=4711;")


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("database", ["postgresql", "mysql"])
def test_a_database_that_comes_late_is_waited_for(
    database: str, framework: str, request: pytest.FixtureRequest
) -> None:
    server: Database = request.getfixturevalue(database)
    env = {"DATABASE_URL": server.create(f"late_{framework}"), "WEB_CONCURRENCY": "2"}
    server.stop()
    with socket.create_server(("127.0.0.1", server.port)) as nobody:
        app = start(framework, database, env | {"PENDING_MIGRATIONS": "allow", "DATABASE_WAIT_SECONDS": "120"})
        nobody.settimeout(60)
        nobody.accept()[0].close()
    try:
        server.start()
        ready(app)
    finally:
        app.kill()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_start_that_waits_can_be_stopped(framework: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        url = NOWHERE.replace(":1/", f":{silent.getsockname()[1]}/")
        app = start(framework, "postgresql", {"DATABASE_URL": url, "DATABASE_WAIT_SECONDS": "600"})
        try:
            with silent.accept()[0]:
                app.stop()
                # Why 0: the signal is handled, or the first process of a container would not hear it.
                assert app.stopped(30) == 0
        finally:
            app.kill()
    assert not app.err.read_text()


def assert_no_connection(said: dict[str, str], place: str, reason: str, seconds: int = 0) -> None:
    """The lines are alike but for what each driver says, and that names the reason."""
    alike = f"There is no connection to the database at {place} (waited {seconds} s): see DATABASE_URL. "
    for line in said.values():
        assert line.startswith(alike), line
        assert reason.lower() in line.lower().removeprefix(alike.lower()), line


def refusals(database: str, url: str, **settings: str) -> dict[str, str]:
    """The line of each app, both started at once, as two processes that serve."""
    with started(database, url, **settings) as apps:
        return {app.framework: refused(app) for app in apps}


@contextmanager
def started(database: str, url: str, **settings: str) -> Iterator[list[Served]]:
    """Both apps, begun to start."""
    env = {"DATABASE_URL": url, "WEB_CONCURRENCY": "2"} | settings
    with ExitStack() as stack:
        apps = [start(name, database, env) for name in FRAMEWORKS]
        for app in apps:
            stack.callback(app.kill)
        yield apps


def refused(app: Served) -> str:
    """The one line that the app says before it exits with 1."""
    assert wait_until(lambda: app.process.poll() is not None, 60), f"{app.framework} runs\n{app.tail()}"
    said = app.err.read_text()
    assert PASSWORD not in said + app.out.read_text()
    assert (app.process.returncode, said.count("\n"), said[-1:]) == (1, 1, "\n"), app.tail()
    assert not app.family()
    return said.rstrip("\n")

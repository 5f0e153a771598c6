"""Both apps run for a moment on databases of their own, answer, and leave nothing behind, however it ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pymysql
import pytest
from conftest import Run
from parity import projects
from parity.machine import FRAMEWORKS, ROOT, SERVERS, node, require
from served import left

from scaffold.actions.compare import live, runs
from scaffold.core.comparison import Both, Side
from scaffold.core.concepts import Concept, Request
from scaffold.core.problem import OUTSIDE, Problem, Problems
from scaffold.outside.live import apps as started

pytestmark = pytest.mark.long

HEALTH = Request("GET", "/healthz", {}, None, {})
LIST = Request("GET", "{path}", {}, None, {})
SHOW = Request("GET", "{path}/{id}", {}, None, {})
CREATE = Request("POST", "{path}", {"content-type": "application/json"}, "{example}", {})


def concept(*requests: Request, order: bool = False) -> Concept:
    return Concept("some.concept", "Start", "Title", "Notice.", (), requests, order)


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{node()}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(runs, "STARTS", 1)


@pytest.fixture
def blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Both[Path]]:
    """Both sides of the blog, installed; afterwards nothing of theirs runs, and no temporary file is there."""
    found = copied(tmp_path, "blog", *projects.WHOLE)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    yield found
    assert left(tmp_path) == []
    assert not list(temporary.iterdir())


def copied(place: Path, recipe: str, *words: str, database: str = "sqlite") -> Both[Path]:
    found = []
    for framework in FRAMEWORKS:
        made = projects.project(framework, recipe, *words, database=database)
        shutil.copytree(made, place / framework, symlinks=True)
        found.append(place / framework)
    return Both(*found)


def files(place: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file() and not {".venv", "node_modules", "__pycache__"} & set(path.parts)
    }


def quiet(_: str) -> None:
    pass


def test_both_answer_the_requests_and_the_order_of_what_runs_is_recorded(blog: Both[Path]) -> None:
    before = files(blog.flask), files(blog.express)

    found = live.asked(blog, [concept(CREATE, SHOW, LIST, order=True)], quiet, frameworks=True)

    created, shown, listed = found.exchanges["some.concept"]
    assert (created.label, shown.label, listed.label) == ("same", "same", "same")
    assert created.request.path == "/api/posts"
    assert created.answers.flask.status == created.answers.express.status == 201
    assert shown.request.path == "/api/posts/1"
    assert '"total":1,' in listed.answers.express.body
    order = found.orders["some.concept"]
    flask, express = order.flask.index("api.posts.create()"), order.express.index("POST /api/posts()")
    assert order.flask[:2] == ("logs.begin", "metrics.begin")
    assert order.express[:3] == ("logRequests", "measure", "setSecurityHeaders")
    assert order.flask[-1] == "flask_sqlalchemy.teardown_session"
    assert {"security.protect", "logs.finish"} <= set(order.flask[flask + 1 :])
    assert sorted(order.express[express + 1 :]) == [
        *("compress.close", "compress.end", "cookieSession.writeHead"),
        *("logRequests.finish", "measure.close", "openSession.finish"),
    ]
    assert len(found.starts.flask) == len(found.starts.express) == 1
    assert min(*found.starts.flask, *found.starts.express) > 0.05
    assert found.notes == ()
    assert found.alone and found.alone.resource == "post"
    assert (files(blog.flask), files(blog.express)) == before


def test_what_ran_after_an_error_is_recorded_as_well(blog: Both[Path]) -> None:
    with runs.begun(blog, quiet) as pair:
        orders, notes = pair.orders({"one": Request("GET", "/api/nowhere", {}, None, {})})

    assert notes == []
    assert "errors.problem" in orders["one"].flask
    assert not [name for name in orders["one"].flask if name.endswith("()")]
    last = orders["one"].express.index("openSession")
    assert orders["one"].express[last + 1 : last + 4] == ("notFound", "translateDbErrors", "handleError")


def test_a_pair_without_a_database_is_asked_what_needs_no_row(tmp_path: Path) -> None:
    found = live.asked(copied(tmp_path, "hello"), [concept(HEALTH, LIST, order=True)], quiet)

    assert [one.label for one in found.exchanges["some.concept"]] == ["same"]
    assert found.orders["some.concept"] == Both(("home.live()", "errors.allow"), ("GET /healthz()",))
    assert found.notes == ("`GET {path}` of `some.concept` needs a resource with such rows.",)
    assert left(tmp_path) == []


def test_a_row_of_every_type_is_accepted_by_both(tmp_path: Path) -> None:
    pair_of = copied(tmp_path, "every-type")
    with runs.begun(pair_of, quiet) as pair, pair.served() as running:
        rows = live.filled(pair_of, running.ask)

    assert rows.notes == []
    assert rows.ids.keys() == rows.resources.keys() and rows.ids


@pytest.mark.server
@pytest.mark.parametrize("database", ["postgresql", "mysql"])
def test_a_server_gets_databases_with_names_of_their_own_and_loses_them_again(database: str, tmp_path: Path) -> None:
    require(database)
    found = copied(tmp_path, "blog", database=database)

    with runs.begun(found, quiet) as pair:
        there = databases(database)
        names = [url.rpartition("/")[2] for url in (pair.urls.flask, pair.urls.express)]
        with pair.served() as running:
            rows = live.filled(found, running.ask)
            with rows.asked(LIST) as request:
                assert request
                answers = running.ask(request)

    assert len(set(names)) == 2
    assert set(names) <= there
    assert not set(names) & databases(database)
    assert '"total":1,' in answers.flask.body
    assert answers.flask.status == answers.express.status == 200
    assert left(tmp_path) == []


def databases(database: str) -> set[str]:
    if database == "postgresql":
        with psycopg.connect(f"{SERVERS[database]}/postgres") as connection:
            return {row[0] for row in connection.execute("select datname from pg_database").fetchall()}
    url = urlsplit(SERVERS[database])
    with (
        pymysql.connect(
            host=url.hostname or "", port=url.port or 3306, user=url.username or "", password=url.password or ""
        ) as mysql,
        mysql.cursor() as cursor,
    ):
        cursor.execute("show databases")
        return {row[0] for row in cursor.fetchall()}


def refused(pair: Both[Path]) -> Problem:
    with pytest.raises(Problem) as raised:
        live.asked(pair, [concept(HEALTH)], quiet)
    return raised.value


def test_an_app_that_does_not_start_says_itself_why(blog: Both[Path]) -> None:
    server = blog.express / "src" / "server.ts"
    server.write_text(server.read_text() + "\nthrow new Error('broken on purpose');\n")

    problem = refused(blog)

    assert (problem.code, problem.exit) == ("app-failed", OUTSIDE)
    assert "`express` did not start" in problem.what
    assert "broken on purpose" in problem.fix


def test_an_app_that_hangs_is_given_up(blog: Both[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(started, "PATIENCE", 3.0)
    settings = blog.flask / "gunicorn.conf.py"
    settings.write_text("import time\nprint('waits', flush=True)\ntime.sleep(600)\n" + settings.read_text())

    problem = refused(blog)

    assert "within 3 seconds" in problem.why
    assert "waits" in problem.fix


def test_an_app_that_dies_while_it_is_asked_is_a_problem(blog: Both[Path]) -> None:
    with runs.begun(blog, quiet) as pair, pair.served() as running:
        os.killpg(running.express.process.pid, signal.SIGKILL)
        running.express.process.wait()

        with pytest.raises(Problem, match="`express` did not answer to `GET /healthz`"):
            running.ask(HEALTH)


def test_migrations_that_fail_are_a_problem(blog: Both[Path]) -> None:
    (blog.flask / "migrations/env.py").write_text("raise RuntimeError('no application')\n")

    problem = refused(blog)

    assert problem.code == "migrations-failed"
    assert "no application" in problem.why


def test_a_database_that_is_away_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = copied(tmp_path, "blog", database="postgresql")
    monkeypatch.setenv("DATABASE_URL", f"postgresql://someone:secret@127.0.0.1:{started.free_port()}/shop")

    problem = refused(found)

    assert problem.code == "no-database"
    assert "onnection refused" in problem.why
    assert "secret" not in f"{problem.what} {problem.why} {problem.fix}"


def test_both_sides_that_are_not_installed_are_told_together(blog: Both[Path]) -> None:
    (blog.flask / ".venv").unlink()
    (blog.express / "node_modules").unlink()

    with pytest.raises(Problems) as raised:
        live.asked(blog, [], quiet)

    assert [problem.code for problem in raised.value.problems] == ["not-installed", "not-installed"]
    assert "uv sync" in raised.value.problems[0].fix
    assert "npm install" in raised.value.problems[1].fix


@pytest.mark.parametrize(("says", "why"), [("20.1.0 /usr/bin/node", "Node 20.1.0 is here"), ("", "Node does not run")])
def test_a_node_that_is_too_old_or_broken_is_a_problem(
    blog: Both[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, why: str
) -> None:
    program = tmp_path / "bin" / "node"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho '{says}'\n{'true' if says else 'false'}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    problem = refused(blog)

    assert problem.code == "not-installed"
    assert why in problem.why


def test_the_command_tells_both_that_are_not_installed(here: Path, run: Run) -> None:
    shutil.copytree(ROOT / "examples" / "blog", here / "blog")

    ran = run("compare", "blog", "--live", "--json")

    assert (ran.code, ran.codes) == (OUTSIDE, ["not-installed", "not-installed"])
    assert ran.document["problems"][0]["fix"] == "cd blog/flask && uv sync\nNothing was started."


def test_a_project_with_another_entry_is_not_started(tmp_path: Path) -> None:
    with pytest.raises(Problems) as raised:
        live.asked(Both(tmp_path, tmp_path), [], quiet)

    assert {problem.code for problem in raised.value.problems} == {"not-ours"}


def test_a_twin_that_was_only_rendered_is_not_started() -> None:
    there, rendered = Side("shop", "shop/flask"), Side("shop", "", rendered=True)

    live.refuse_rendered(Both(there, there))
    with pytest.raises(Problem, match="the Express side cannot be started"):
        live.refuse_rendered(Both(there, rendered))


@pytest.mark.parametrize("when", ["Making", "Asking both", "Asking the frameworks", "Starting"])
def test_nothing_is_left_when_somebody_stops_it(blog: Both[Path], tmp_path: Path, when: str) -> None:
    program = f"""
import sys
from pathlib import Path
from scaffold.actions.compare import live
from scaffold.core.comparison import Both
from scaffold.core.concepts import Concept, Request
tell = lambda text: print(text, flush=True)
asked = Request("GET", "/healthz", {{}}, None, {{}})
times = 20_000 if {when!r} == "Asking both" else 1
concept = Concept("some.concept", "Start", "Title", "Notice.", (), (asked,) * times)
projects = Both(Path({str(blog.flask)!r}), Path({str(blog.express)!r}))
live.asked(projects, [concept], tell, frameworks=True)
"""
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary")},
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        while not process.stdout.readline().startswith(when):
            assert process.poll() is None
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        # Why the rest is read: a pipe that is full would stop the program as well.
        process.communicate(timeout=60)

    assert process.returncode not in (0, 3)

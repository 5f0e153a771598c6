"""What an owner wrote into the database alone: a rule that a row breaks is the client's matter, and its values nobody's."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from parity.exchange import Answer, patch, post
from parity.machine import FRAMEWORKS, create
from parity.projects import WHOLE, app
from parity.servers import MariaDB, PostgreSQL

pytestmark = pytest.mark.long

# Why as a column: SQLite adds a check in no other way.
CHECK = "alter table tags add column note varchar(9), add constraint no_odd_names check (name not like 'odd-%')"
SQLITE_CHECK = "alter table tags add column note text constraint no_odd_names check (name not like 'odd-%')"
EXCLUSION = "alter table tags add constraint no_twins exclude (lower(left(name, 4)) with =)"
UNFIT = b'"Unprocessable Content"'


@contextmanager
def ruled(database: str, framework: str, folder: Path) -> Iterator[tuple[str, Callable[[str], object]]]:
    """An empty database and how to send it a statement."""
    if database == "sqlite":
        url = create("sqlite", framework, folder)

        def execute(statement: str) -> None:
            with closing(sqlite3.connect(folder / f"{framework}.db")) as connection:
                connection.execute(statement)

        yield url, execute
        return
    with {"postgresql": PostgreSQL, "mysql": MariaDB}[database]() as server:
        yield server.create(framework), lambda statement: server.execute(statement, framework)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("database", ["sqlite", "postgresql", "mysql"])
def test_a_check_of_an_owner_is_422_and_the_log_says_which(database: str, framework: str, tmp_path: Path) -> None:
    with ruled(database, framework, tmp_path) as (url, execute):
        with app(framework, "blog", *WHOLE, database=database, DATABASE_URL=url) as started:
            execute(SQLITE_CHECK if database == "sqlite" else CHECK)
            assert started.ask(post("/api/tags", {"name": "fine"})).status == 201
            made = started.ask(post("/api/tags", {"name": "odd-hush"}))
            changed = started.ask(patch("/api/tags/1", {"name": "odd-hush"}))
        log = started.log.read_text()

    for answer in (made, changed):
        assert (answer.status, UNFIT in answer.body) == (422, True)
        assert is_silent(answer)
    assert "no_odd_names" in log
    assert "odd-hush" not in log


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_an_exclusion_refuses_is_409(framework: str, tmp_path: Path) -> None:
    with ruled("postgresql", framework, tmp_path) as (url, execute):
        with app(framework, "blog", *WHOLE, database="postgresql", DATABASE_URL=url) as started:
            execute(EXCLUSION)
            answers = [started.ask(post("/api/tags", {"name": f"hush-{number}"})) for number in range(2)]
        log = started.log.read_text()

    assert [answer.status for answer in answers] == [201, 409]
    assert is_silent(answers[1])
    assert "hush" not in log


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_column_that_the_code_forgets_is_500_without_what_is_in_the_row(framework: str, tmp_path: Path) -> None:
    with ruled("postgresql", framework, tmp_path) as (url, execute):
        with app(framework, "blog", *WHOLE, database="postgresql", DATABASE_URL=url) as started:
            execute("alter table tags add column note text not null")
            answer = started.ask(post("/api/tags", {"name": "hush"}))
        log = started.log.read_text()

    assert answer.status == 500
    assert is_silent(answer)
    assert '"note"' in log.replace("\\", "")
    assert "hush" not in log


def is_silent(answer: Answer) -> bool:
    """Nothing of the row and of the database's own words is told."""
    return not any(word in answer.body for word in (b"hush", b"no_odd_names", b"no_twins", b"tags", b"constraint"))

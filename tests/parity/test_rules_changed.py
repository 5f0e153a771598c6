"""Rules are added to tables that have rows, changed, renamed and taken away: each change brings its migration.

Rows that break a rule are told before anything is altered; the framework's own `check` finds no difference afterwards,
and the history goes down and up again with the rows in place.
"""

import re
import subprocess
from pathlib import Path

import pytest
from parity.changed import STEPS, Changed
from parity.machine import create, drop, environment, require
from parity.projects import project

pytestmark = pytest.mark.long

LINES = (
    "account email:email! handle:string{40} seen:integer",
    "ballot account:references! poll:references! score:integer note:string{80}",
    "poll title:string!",
)
STAMP = "'2026-01-01 00:00:00', '2026-01-01 00:00:00'"
ROWS = (
    *(f"insert into accounts (email, handle, created_at, updated_at) values ('{name}', '{name[0]}', {STAMP})"
      for name in ("ada@example.org", "Ada@example.org", "bob@example.org")),
    *(f"insert into polls (title, created_at, updated_at) values ('{title}', {STAMP})" for title in ("one", "two")),
    *(f"insert into ballots (account_id, poll_id, score, note, created_at, updated_at) "
      f"values ({account}, {poll}, {score}, '{note}', {STAMP})"
      for account, poll, score, note in ((1, 1, 3, "short"), (1, 1, 9, "x" * 30), (2, 1, 5, ""), (3, 2, 0, ""))),
)  # fmt: skip
# Why not all: the servers of both sides differ in little, and each of these takes minutes.
PLACES = (
    ("flask", "sqlite"),
    ("express", "sqlite"),
    pytest.param("flask", "mysql", marks=pytest.mark.server),
    pytest.param("express", "postgresql", marks=pytest.mark.server),
)


class Ruled(Changed):
    def refused(self, *words: str) -> str:
        """What the migration of a change says of rows that break a rule; they stay as they are."""
        super().make(*words)
        ended = subprocess.run(
            STEPS[self.framework]["upgrade"],
            cwd=self.folder, env=environment() | self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ended.returncode, f"scaffold {' '.join(words)}: the rows were taken"
        said = re.search(r"\w+: rows break .*", ended.stdout + ended.stderr)
        assert said, ended.stdout + ended.stderr
        return said[0]

    def refuses(self, sql: str) -> None:
        """The database itself keeps a rule."""
        with pytest.raises(Exception, match=r"(?i)unique|check|constraint|duplicate"):
            self.rows(sql)


@pytest.mark.parametrize(("framework", "database"), PLACES)
def test_rules_come_and_go_with_rows_in_place(framework: str, database: str, tmp_path: Path) -> None:
    require(database)
    lines = [word for line in LINES for word in ("--resource", line)]
    folder = tmp_path / "app"
    made = project(framework, "bare", *lines, database=database)
    subprocess.run(["cp", "-a", str(made), str(folder)], check=True)
    name = f"scaffold_rules_{framework}"
    env = {
        "DATABASE_URL": create(database, name, tmp_path),
        "TEST_DATABASE_URL": create(database, f"{name}_test", tmp_path),
    }
    app = Ruled(framework, database, folder, env)
    try:
        app.step("upgrade")
        for row in ROWS:
            app.rows(row)
        several(app)
        numbers(app)
        words(app)
        renamed(app)
        gone(app)
        app.gates()
        # Why: on the way back a required reference has no value for rows.
        app.rows("delete from votes")
        # Why: the rules that were there before count again, and the rows are asked on the way back, too.
        app.rows("update accounts set mail = 'ada@example.org' where id = 1")
        app.down()
        app.step("upgrade")
        app.step("check")
    finally:
        drop(database, name)
        drop(database, f"{name}_test")


def several(app: Ruled) -> None:
    said = app.refused("add", "rule", "ballot", "unique(account, poll)")
    assert said == "ballots: rows break unique(account_id,poll_id), ids 1, 2. Nothing was altered."
    app.rows("update ballots set poll_id = 2 where id = 2")
    app.step("upgrade")
    app.refuses(f"insert into ballots (account_id, poll_id, created_at, updated_at) values (1, 1, {STAMP})")
    app.change("add", "rule", "ballot", "index(poll,score)")
    app.step("check")


def numbers(app: Ruled) -> None:
    said = app.refused("change", "field", "ballot", "score:integer{1..5}")
    assert said == "ballots: rows break score{1..5}, ids 2, 4. Nothing was altered."
    app.rows("update ballots set score = null where id in (2, 4)")
    app.step("upgrade")
    app.refuses("update ballots set score = 6 where id = 1")
    said = app.refused("change", "field", "ballot", "score:integer{1..9}!")
    assert said == "ballots: rows break score!, ids 2, 4. Nothing was altered."
    app.rows("update ballots set score = 2 where id in (2, 4)")
    app.step("upgrade")
    app.rows("update ballots set score = 9 where id = 1")
    app.refuses("update ballots set score = 10 where id = 1")

    app.change(
        "add", "field", "ballot", "rating:integer{1..5}=3", "since:datetime=now", "day:date=now", "fee:decimal{0..}"
    )
    app.refuses("update ballots set rating = 6 where id = 1")
    app.refuses("update ballots set fee = -1 where id = 1")
    today = app.rows({"sqlite": "select date('now')", "mysql": "select utc_date()"}.get(
        app.database, "select cast(current_timestamp at time zone 'UTC' as date)"
    ))  # fmt: skip
    assert app.rows("select distinct rating, day from ballots") == [(3, *today[0])]
    assert app.rows("select count(*) from ballots where since is null") == [(0,)]

    app.change("change", "field", "account", "seen:integer{0..}=0")
    assert app.rows("select distinct seen from accounts") == [(0,)]
    app.step("check")
    app.change("remove", "field", "ballot", "rating")
    app.step("downgrade")
    # Why two: with SQLite Flask's columns keep the default that the rows got.
    assert app.rows("select distinct rating from ballots") in ([(1,)], [(3,)])
    app.step("upgrade")


def words(app: Ruled) -> None:
    said = app.refused("change", "field", "account", "email:email!:iuniq")
    assert said == "accounts: rows break email:iuniq, ids 1, 2. Nothing was altered."
    app.rows("update accounts set email = 'eve@example.org' where id = 2")
    app.step("upgrade")
    app.refuses("update accounts set email = 'EVE@example.org' where id = 1")
    app.step("check")
    # Why: SQLite makes the table anew, and the index is one of an expression.
    app.change("change", "field", "account", "handle:string{40}!:uniq")
    app.refuses("update accounts set email = 'EVE@example.org' where id = 1")
    app.step("check")
    app.change("change", "field", "ballot", "poll:references{poll,cascade}!")
    app.step("check")


def renamed(app: Ruled) -> None:
    rows = app.rows("select id, account_id, poll_id, score from ballots order by id")
    app.change("rename", "field", "ballot", "score", "points")
    app.change("rename", "field", "ballot", "account", "voter")
    app.change("rename", "resource", "ballot", "vote")
    app.change("rename", "field", "account", "email", "mail")
    app.step("check")
    assert app.rows("select id, voter_id, poll_id, points from votes order by id") == rows
    app.refuses("update votes set points = 10 where id = 1")
    app.refuses("update accounts set mail = 'EVE@example.org' where id = 1")
    for _ in range(4):
        app.step("downgrade")
    assert app.rows("select id, account_id, poll_id, score from ballots order by id") == rows
    app.refuses("update accounts set email = 'EVE@example.org' where id = 1")
    app.step("upgrade")
    app.step("check")


def gone(app: Ruled) -> None:
    app.change("change", "field", "account", "mail:email!:uniq")
    app.rows("update accounts set mail = 'EVE@example.org' where id = 1")
    app.step("check")
    app.change("remove", "field", "vote", "voter")
    app.change("remove", "rule", "vote", "index(poll,points)")
    app.change("change", "field", "vote", "points:integer!")
    app.rows("update votes set points = 100 where id = 1")
    app.change("remove", "field", "vote", "fee")
    app.step("check")

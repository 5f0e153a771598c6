"""A database that is there for one run: migrated, and thrown away afterwards."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from scaffold.core.names import shown
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.outside import commands, machine

from . import programs as command_lines
from .apps import unstopped
from .programs import Programs

PREFIX = "scaffold_live_"
# Seconds for one statement, and for all migrations.
STATEMENT, MIGRATIONS = 30, 120
# Why these: they are there on every server, when that of the project may not be.
MAINTENANCE = {
    **dict.fromkeys(("postgresql", "postgres"), "postgres"),
    **dict.fromkeys(("mysql", "mariadb"), "information_schema"),
}


@contextlib.contextmanager
def own(programs: Programs, place: Path) -> Iterator[str]:
    """The URL of an empty database with all tables: a file in `place`, or a new one on the project's server.

    It is empty for a project that has no database. Raises Problem when it cannot be made, or is left behind.
    """
    if not programs.upgrade:
        yield ""
        return
    url = machine.settings(programs.folder).get("DATABASE_URL", "sqlite://")
    scheme = urlsplit(url).scheme.partition("+")[0]
    if scheme == "sqlite":
        new = f"sqlite:///{place / programs.framework}.db"
        _upgrade(programs, new)
        yield new
        return
    if scheme not in MAINTENANCE:
        raise _refused(programs, f"a database of its own cannot be made from a `{shown(scheme)}` URL")
    with _created(programs, url, scheme) as new:
        _upgrade(programs, new)
        yield new


def refusal(programs: Programs, url: str) -> str:
    """What keeps a project from the database of a URL, as its server says it; empty when nothing does."""
    return _execute(programs, url, "select 1")


@contextlib.contextmanager
def _created(programs: Programs, url: str, scheme: str) -> Iterator[str]:
    name = f"{PREFIX}{secrets.token_hex(6)}"
    server = _with_path(url, MAINTENANCE[scheme])
    force = " with (force)" if scheme.startswith("postgres") else ""
    created = False
    try:
        with unstopped():
            said = _execute(programs, server, f"create database {name}")
            created = not said
        if said:
            raise _refused(programs, said)
        yield _with_path(url, name)
    finally:
        with unstopped():
            left = _execute(programs, server, f"drop database if exists {name}{force}")
        if left and created:
            raise _left(programs, name, left)


def _with_path(url: str, database: str) -> str:
    return urlsplit(url)._replace(path=f"/{database}").geturl()


def _execute(programs: Programs, url: str, statement: str) -> str:
    """Runs one statement; what went wrong, or nothing."""
    # Why the environment: everybody on the machine can read the words of a command line, and a URL has a password.
    around = {"DATABASE_URL": url, "STATEMENT": statement}
    ended = commands.run(programs.folder, *programs.sql, settings=around, seconds=STATEMENT, apart=True)
    return "" if ended.done else ended.said


def _upgrade(programs: Programs, url: str) -> None:
    around = command_lines.settings(programs.folder, 1, url)
    ended = commands.run(programs.folder, *programs.upgrade, settings=around, seconds=MIGRATIONS, apart=True)
    if not ended.done:
        raise Problem(
            code="migrations-failed",
            what=f"the migrations of `{programs.folder.name}` failed on an empty database",
            why=ended.said,
            fix="mend what it says, and run the same command again; your own database was not touched",
            exit=OUTSIDE,
        )


def _refused(programs: Programs, why: str) -> Problem:
    return Problem(
        code="no-database",
        what=f"`{programs.folder.name}` has no database to run on",
        why=why,
        fix="start the server in `DATABASE_URL`, and let its user create databases; your own database was not touched",
        exit=OUTSIDE,
    )


def _left(programs: Programs, name: str, why: str) -> Problem:
    return Problem(
        code="database-left",
        what=f"the database `{name}` was left behind",
        why=why,
        fix=f"drop it on the server of `{programs.folder.name}`: `drop database {name}`",
        exit=OUTSIDE,
    )

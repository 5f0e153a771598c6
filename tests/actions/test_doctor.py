"""What is missing on the machine or for a project, and what to do about it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Ran, Run


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it but what a test puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    return folder


def program(folder: Path, name: str, says: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\necho '{says}'\n")
    (folder / name).chmod(0o755)


def test_everything_is_there(here: Path, path: Path, run: Run) -> None:
    for name, says in (
        ("git", "git version 2.47.1"),
        ("uv", "uv 0.9.1 (abc 2026)"),
        ("node", "v24.1.0"),
        ("npm", "11.0"),
    ):
        program(path, name, says)

    ended = run("doctor")

    assert ended.code == 0
    assert "Everything is there" in ended.err
    assert "  git         2.47.1\n" in ended.out
    assert "  node        24.1.0\n" in ended.out


def test_what_is_missing_or_too_old_is_told_with_what_to_do(here: Path, path: Path, run: Run) -> None:
    program(path, "git", "git version 2.30.2")
    program(path, "node", "v20.20.2")

    ended = run("doctor", "--json")

    assert ended.code == 1
    todo = {one["what"]: one["state"] for one in ended.document["findings"] if one["fix"]}
    assert todo == {
        "git": "2.30.2, and 2.38 is needed",
        "uv": "is not there",
        "node": "20.20.2, and 24 is needed",
        "npm": "is not there",
    }


def test_a_flask_project_needs_no_node_and_its_servers_are_asked(here: Path, path: Path, run: Run) -> None:
    words = ("--framework", "flask", "--database", "postgresql", "--set", "limiter=redis", "--no-git", "--yes")
    assert run("new", "shop", *words).code == 0
    program(path, "git", "git version 2.47.1")
    program(path, "uv", "uv 0.9.1")
    program(path, "node", "v20.20.2")
    with socket.create_server(("127.0.0.1", 0)) as listening, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        taken, closed = listening.getsockname()[1], free.getsockname()[1]
        (here / "shop/.env").write_text(
            f"PORT={taken}\nDATABASE_URL=postgresql://app:secret@127.0.0.1:{closed}/shop\n"
            f"REDIS_URL='redis://127.0.0.1:{taken}/0'\n"
        )
        ended = run("doctor", "-C", "shop")

    assert ended.code == 1
    assert "  node        20.20.2, and is not needed here\n" in ended.out
    assert "  npm         is not there, and is not needed here\n" in ended.out
    assert "  packages    are not installed\n              to do: uv sync\n" in ended.out
    assert f"  port        {taken} is taken\n" in ended.out
    assert f"  database    does not answer at 127.0.0.1:{closed}\n" in ended.out
    assert f"  Redis       answers at 127.0.0.1:{taken}\n" in ended.out
    assert "secret" not in ended.out + ended.err


@pytest.fixture
def server() -> Iterator[int]:
    """The port of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def database(ended: Ran) -> tuple[str, str]:
    (found,) = (one for one in ended.document["findings"] if one["what"] == "database")
    return found["state"], found["fix"]


@pytest.mark.parametrize(
    ("says", "state", "fix"),
    [
        ("", "shop answers at {}", ""),
        (
            'FATAL: database "shop" does not exist',
            "a server answers at {}, and shop is not there",
            "createdb -h 127.0.0.1 -p {port} -U app shop",
        ),
        (
            'FATAL: role "app" does not exist',
            'a server answers at {}, and shop cannot be used: FATAL: role "app" does not exist',
            "set another DATABASE_URL in `.env`",
        ),
    ],
)
def test_the_database_is_asked_for_with_the_driver_of_the_project(
    here: Path, run: Run, server: int, says: str, state: str, fix: str
) -> None:
    assert run("new", "shop", "--framework", "flask", "--database", "postgresql", "--no-git", "--yes").code == 0
    (here / "shop/.env").write_text(f"DATABASE_URL=postgresql://app:secret@127.0.0.1:{server}/shop\n")

    before = database(run("doctor", "-C", "shop", "--json"))
    (here / "shop/.venv/bin").mkdir(parents=True)
    for name in ("gunicorn", "python"):
        program(here / "shop/.venv/bin", name, says)
    if says:
        (here / "shop/.venv/bin/python").write_text(f"#!/bin/sh\necho '{says}'\nexit 1\n")
    after = database(run("doctor", "-C", "shop", "--json"))

    place = f"127.0.0.1:{server}"
    assert before == (f"a server answers at {place}", "")
    assert after == (state.format(place), fix.format(port=server))


DRIVER = """
class DriverException extends Error {
  name = "DriverException";
}
export class MikroORM {
  em = { getConnection: () => ({ execute: this.#fail }) };
  async close() {}
  async #fail() {
    throw new DriverException('select 1 - database "shop" does not exist');
  }
}
"""


def test_the_driver_of_an_express_project_is_asked_as_well(here: Path, run: Run, server: int) -> None:
    assert run("new", "shop", "--framework", "express", "--database", "postgresql", "--no-git", "--yes").code == 0
    (here / "shop/.env").write_text(f"DATABASE_URL=postgresql://127.0.0.1:{server}/shop\n")
    package = here / "shop/node_modules/@mikro-orm/postgresql"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"type": "module", "exports": "./index.js"}')
    (package / "index.js").write_text(DRIVER)

    state, fix = database(run("doctor", "-C", "shop", "--json"))

    assert state == f"a server answers at 127.0.0.1:{server}, and shop is not there"
    assert fix == f"createdb -h 127.0.0.1 -p {server} shop"


def test_a_folder_that_is_no_project_is_refused_when_it_was_named(here: Path, run: Run) -> None:
    assert run("doctor", "-C", ".", "--json").codes == ["no-project"]

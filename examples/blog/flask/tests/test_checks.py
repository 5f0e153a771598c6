"""What a start in production refuses.

Twin: tests/checks.test.ts
"""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade

from app import checks
from app.config import Config

NOWHERE = "sqlite:////nowhere/data.db", "/nowhere/data.db"
MIGRATION = 'revision = "0001_first"\ndown_revision = None\n'


@pytest.fixture
def behind(
    app: Flask,
    config: Config,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Config]:
    """Settings of a database to which one migration was not applied."""
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "0001_first.py").write_text(MIGRATION)
    with app.app_context():
        downgrade(revision="base")
    monkeypatch.setattr(checks, "MIGRATIONS", tmp_path)
    yield replace(config, port=free_port())
    monkeypatch.undo()
    with app.app_context():
        upgrade()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def refusal(config: Config) -> str:
    with pytest.raises(SystemExit) as exit_:
        checks.run(config)
    return str(exit_.value)


def test_refuses_a_port_that_is_taken(config: Config) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        reason = refusal(replace(config, port=port))

    assert reason == f"HOST:PORT 127.0.0.1:{port} is already in use"


def test_gives_up_on_a_database_that_does_not_answer(config: Config) -> None:
    url, place = NOWHERE
    config = replace(config, database_url=url, database_wait_seconds=0)
    reason = refusal(replace(config, port=free_port()))

    assert reason.startswith(
        f"There is no connection to the database at {place} "
        "(waited 0 s): see DATABASE_URL. "
    )


def test_refuses_pending_migrations(behind: Config) -> None:
    reason = "1 migration is pending: run flask db upgrade"
    assert refusal(behind) == reason


def test_allows_pending_migrations_when_told_to(behind: Config) -> None:
    checks.run(replace(behind, pending_migrations="allow"))

import pytest
from flask_migrate import downgrade, upgrade

from app import checks
from tests.conftest import Start

AWAY = "postgresql://nobody@127.0.0.1:1/none"


def test_starts_only_when_migrations_ran(start: Start) -> None:
    app = start(APP_ENV="production").application

    with app.app_context():
        downgrade(revision="base")
    with pytest.raises(SystemExit, match="flask db upgrade"):
        checks.run(app)
    with app.app_context():
        upgrade()
    checks.run(app)


def test_waits_for_its_database(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "SECONDS", 0.5)

    with pytest.raises(SystemExit, match="does not answer"):
        checks.run(start(DATABASE_URL=AWAY).application)


def test_answers_503_while_the_database_is_away(start: Start) -> None:
    client = start(DATABASE_URL=AWAY)

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503

"""One migrated database for all tests, emptied before each."""

import os
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import delete
from sqlalchemy.schema import sort_tables

from app import create_app
from app.config import Settings
from app.db import Base, db
from tests.factories import Make

Start = Callable[..., FlaskClient]
CONFIG: dict[str, object] = {
    "APP_ENV": "test",
    "TESTING": True,
    "DATABASE_URL": "sqlite://",
}


@pytest.fixture(autouse=True, scope="session")
def plain_environment() -> Iterator[None]:
    """Why: what a developer has in .env or in the shell decides about no test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Settings.model_config, "env_file", None)
        flask = [name for name in os.environ if name.startswith("FLASK_")]
        for name in [*map(str.upper, Settings.model_fields), *flask]:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def app(plain_environment: None) -> Iterator[Flask]:
    app = create_app(CONFIG)
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def empty_database(app: Flask) -> None:
    tables = sort_tables(
        Base.metadata.tables.values(),
        # Why: rows that may lose what they refer to need no order.
        skip_fn=lambda key: key.ondelete is not None,
    )
    with app.app_context():
        for table in reversed(tables):
            db.session.execute(delete(table))
        db.session.commit()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts an application of one's own with other settings, and gives a client."""
    apps = []

    def start(**config: object) -> FlaskClient:
        apps.append(create_app(CONFIG | config))
        return apps[-1].test_client()

    yield start
    for app in apps:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def make(client: FlaskClient) -> Make:
    return Make(client)

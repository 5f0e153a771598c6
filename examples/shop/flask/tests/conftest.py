"""One migrated database for all tests, emptied before each.

Twin: tests/client.ts
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from redis import Redis

from app import create_app
from app.config import Config
from app.db import db
from tests import database
from tests.factories import Make

DEFAULT = "postgresql://postgres@127.0.0.1:5432/shop_flask_test"
DEFAULT_REDIS = "redis://127.0.0.1:6379/1"

Start = Callable[..., FlaskClient]


@pytest.fixture(scope="session")
def config() -> Config:
    # Why no limit: tests ask more often than people do.
    return Config(
        env="test",
        database_url=os.environ.get("TEST_DATABASE_URL", DEFAULT),
        rate_limit=0,
        redis_url=os.environ.get("TEST_REDIS_URL", DEFAULT_REDIS),
        # Why so long: a request that Redis is late for would not be counted.
        redis_wait_ms=60_000,
    )


@pytest.fixture(scope="session")
def app(config: Config) -> Iterator[Flask]:
    app = create_app(config)
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    # Why no longer than this: a request inside would share the context's session.
    with app.app_context():
        database.empty()
    return app.test_client()


@pytest.fixture
def start(config: Config) -> Iterator[Start]:
    """Starts an application with other settings, and gives a client of it."""
    started: list[Flask] = []

    def start(**settings: Any) -> FlaskClient:
        started.append(create_app(replace(config, **settings)))
        return started[-1].test_client()

    with Redis.from_url(config.redis_url) as redis:
        redis.flushdb()
    yield start
    for app in started:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def make(client: FlaskClient) -> Make:
    return Make(client)

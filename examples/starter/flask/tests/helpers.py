"""What several tests need."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from app.db import db
from tests.factories import Row

MISSING = 2_147_483_647


def codes(answer: TestResponse) -> dict[str, str]:
    return {error["pointer"]: error["code"] for error in answer.get_json()["errors"]}


def assert_filters(client: FlaskClient, path: str, rows: list[Row], name: str) -> None:
    """The filter finds exactly the rows that have the first row's value."""
    value = rows[0][name]
    text = value if isinstance(value, str) else json.dumps(value)

    page = client.get(path, query_string={name: text}).get_json()

    assert page["items"] == [row for row in rows if row[name] == value]


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collects what the database is asked."""
    found: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        found.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)

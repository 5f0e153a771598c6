"""https://flask.palletsprojects.com/en/stable/testing/: fixtures with rows, contexts, `with client`."""

from afternoon.harness import Case

CASE = Case(
    files={
        "tests/test_of_mine.py": """\
from collections.abc import Iterator

import pytest
from flask import Flask, request, url_for
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app import create_app
from app.db import db
from app.features.tags.models import Tag


@pytest.fixture
def tag_id(app: Flask) -> int:
    with app.app_context():
        tag = Tag(name="fixture")
        db.session.add(tag)
        db.session.commit()
        return tag.id


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def test_reads_what_a_fixture_wrote(client: FlaskClient, tag_id: int) -> None:
    answer = client.get(f"/api/tags/{tag_id}")

    assert answer.get_json()["name"] == "fixture"


@pytest.mark.usefixtures("context")
def test_starts_without_rows(client: FlaskClient) -> None:
    assert db.session.scalar(select(func.count(Tag.id))) == 0

    client.post("/api/tags", json={"name": "one"})

    assert db.session.scalar(select(func.count(Tag.id))) == 1


def test_has_the_request_afterwards(client: FlaskClient) -> None:
    with client:
        client.get("/healthz?verbose=1")

        assert request.args["verbose"] == "1"


def test_makes_paths_without_a_request(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("api.tags.index") == "/api/tags"


def test_takes_settings() -> None:
    app = create_app({"TESTING": True, "DATABASE_URL": "sqlite://", "MINE": 7})

    assert app.testing
    assert app.config["MINE"] == 7


def test_finds_the_row_in_whatever_order(tag_id: int, client: FlaskClient) -> None:
    assert client.get(f"/api/tags/{tag_id}").status_code == 200
"""
    }
)

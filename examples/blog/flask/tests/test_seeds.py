"""The examples go into an empty database only.

Twin: tests/seeds.test.ts
"""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.db import Model, db


def count(app: Flask) -> list[int]:
    with app.app_context():
        return [
            db.session.scalar(select(func.count()).select_from(model)) or 0
            for model in Model.__subclasses__()
        ]


def test_fills_an_empty_database_once(app: Flask, client: FlaskClient) -> None:
    runner = app.test_cli_runner()
    first = runner.invoke(args=["seed"])
    counts = count(app)
    second = runner.invoke(args=["seed"])

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert counts == [2] * len(counts)
    assert count(app) == counts

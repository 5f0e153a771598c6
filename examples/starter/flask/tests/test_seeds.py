from flask import Flask
from flask.testing import FlaskClient


def test_fills_an_empty_database_once(app: Flask, client: FlaskClient) -> None:
    runner = app.test_cli_runner()

    assert "Filled" in runner.invoke(args=["seed"]).output
    assert "already" in runner.invoke(args=["seed"]).output
    assert client.get("/api/notes").get_json()["total"] == 2

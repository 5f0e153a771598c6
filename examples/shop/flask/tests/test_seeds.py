from flask import Flask
from flask.testing import FlaskClient


def test_fills_an_empty_database_once(app: Flask, client: FlaskClient) -> None:
    runner = app.test_cli_runner()

    assert "Filled" in runner.invoke(args=["seed"]).output
    assert "already" in runner.invoke(args=["seed"]).output
    assert client.get("/api/categories").get_json()["total"] == 2
    assert client.get("/api/customers").get_json()["total"] == 2
    assert client.get("/api/line-items").get_json()["total"] == 2
    assert client.get("/api/orders").get_json()["total"] == 2
    assert client.get("/api/products").get_json()["total"] == 2

import re

from flask import Flask
from flask.testing import FlaskClient


def test_documents_every_route(app: Flask) -> None:
    document = app.test_client().get("/openapi.json").get_json()

    documented = {
        (re.sub(r"{\w+}", "*", path), method.upper())
        for path, operations in document["paths"].items()
        for method in operations
    }
    served = {
        (re.sub(r"<.+?>", "*", str(rule)), method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if str(rule).startswith("/api/")
    }
    assert documented == served


def test_shows_the_document(client: FlaskClient) -> None:
    assert client.get("/openapi.json").get_json()["openapi"] == "3.1.0"
    for path in ("/docs/", "/docs/docs.js", "/docs/docs.css"):
        with client.get(path) as answer:
            assert answer.status_code == 200

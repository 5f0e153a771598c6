"""openapi.json says what the routes do.

Twin: tests/openapi.test.ts
"""

import json
import re
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

# What describes the application, and is not described.
OWN = re.compile("/(docs|openapi.json)")
FILE = Path(__file__).parents[1] / "openapi.json"


def test_serves_the_document(client: FlaskClient) -> None:
    answer = client.get("/openapi.json")

    assert answer.content_type == "application/json; charset=utf-8"
    assert answer.data == FILE.read_bytes()


def test_describes_every_route(app: Flask) -> None:
    document = json.loads(FILE.read_text(encoding="utf-8"))
    described = {
        (path, method.upper())
        for path, item in document["paths"].items()
        for method in item.keys() - {"parameters"}
    }
    routed = {
        (rule.rule.replace("<key>", "{id}"), method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD"}
        if not OWN.match(rule.rule)
    }

    assert routed == described

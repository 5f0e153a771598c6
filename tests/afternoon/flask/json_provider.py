"""https://flask.palletsprojects.com/en/stable/api/#flask.json.provider.JSONProvider: `app.json` learns a type."""

from afternoon.harness import Site, value
from afternoon.owner import extension

CASE = extension(
    "fractions_in_json",
    '''\
"""Writes fractions."""

from fractions import Fraction
from typing import Any

from flask import Flask, jsonify
from flask.json.provider import DefaultJSONProvider
from flask.typing import ResponseReturnValue


class Provider(DefaultJSONProvider):
    sort_keys = False

    @staticmethod
    def default(o: Any) -> Any:
        if isinstance(o, Fraction):
            return str(o)
        return DefaultJSONProvider.default(o)


def init_app(app: Flask) -> None:
    app.json = Provider(app)

    @app.get("/half")
    def half() -> ResponseReturnValue:
        return jsonify(value=Fraction(2, 4), a=[1])
''',
)


def production(site: Site) -> None:
    half = site.get("/half")
    assert half.headers["content-type"] == "application/json"
    assert list(value(half).items()) == [("value", "1/2"), ("a", [1])]

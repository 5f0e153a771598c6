"""https://flask-jwt-extended.readthedocs.io: tokens, signed with the project's SECRET_KEY."""

from afternoon.harness import Case, Site, value
from afternoon.owner import extension

CASE = extension(
    "tokens",
    '''\
"""Gives out tokens and asks for them."""

from flask import Flask, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    get_jwt_identity,
    jwt_required,
)

jwt = JWTManager()


def init_app(app: Flask) -> None:
    jwt.init_app(app)

    @app.post("/tokens")
    def create_token() -> ResponseReturnValue:
        given = request.get_json()
        if given.get("password") != "engine":
            abort(401, "Bad username or password")
        return jsonify(access_token=create_access_token(identity=given["username"]))

    @app.get("/me")
    @jwt_required()  # type: ignore[untyped-decorator]
    def me() -> ResponseReturnValue:
        return jsonify(name=get_jwt_identity())
''',
    Case(packages=("flask-jwt-extended>=4.7",)),
)


def production(site: Site) -> None:
    assert site.post("/tokens", {"username": "ada", "password": "x"}).status == 401
    token = value(site.post("/tokens", {"username": "ada", "password": "engine"}))["access_token"]
    assert site.get("/me").status == 401
    assert site.get("/me", Authorization=f"Bearer {token[:-3]}abc").status in (401, 422)
    assert value(site.get("/me", Authorization=f"Bearer {token}")) == {"name": "ada"}

"""https://flask-httpauth.readthedocs.io: basic and token authentication of some routes."""

import base64

from afternoon.harness import Case, Site, value
from afternoon.owner import blueprint, untyped

CASE = blueprint(
    "vault",
    '''\
"""Rooms with a door."""

from flask import Blueprint
from flask_httpauth import HTTPBasicAuth, HTTPTokenAuth
from werkzeug.security import check_password_hash, generate_password_hash

bp = Blueprint("vault", __name__, url_prefix="/vault")
basic = HTTPBasicAuth()
token = HTTPTokenAuth(scheme="Bearer")
PEOPLE = {"ada": generate_password_hash("engine", method="pbkdf2:sha256:1000")}


@basic.verify_password  # type: ignore[untyped-decorator]
def verify_password(name: str, password: str) -> str | None:
    known = name in PEOPLE and check_password_hash(PEOPLE[name], password)
    return name if known else None


@token.verify_token  # type: ignore[untyped-decorator]
def verify_token(given: str) -> str | None:
    return "ada" if given == "secret-token-1" else None


@bp.get("/basic")
@basic.login_required  # type: ignore[untyped-decorator]
def with_password() -> dict[str, str]:
    return {"name": basic.current_user()}


@bp.get("/token")
@token.login_required  # type: ignore[untyped-decorator]
def with_token() -> dict[str, str]:
    return {"name": token.current_user()}
''',
    Case(packages=("flask-httpauth>=4.8",), appended=untyped("flask_httpauth")),
)


def production(site: Site) -> None:
    refused = site.get("/vault/basic")
    assert refused.status == 401
    assert refused.headers["www-authenticate"] == 'Basic realm="Authentication Required"'
    given = base64.b64encode(b"ada:engine").decode()
    assert value(site.get("/vault/basic", Authorization=f"Basic {given}")) == {"name": "ada"}
    assert site.get("/vault/token", Authorization="Bearer wrong").status == 401
    assert value(site.get("/vault/token", Authorization="Bearer secret-token-1")) == {"name": "ada"}

"""https://werkzeug.palletsprojects.com/en/stable/exceptions/: errors keep their headers, and their own answer."""

from afternoon.harness import Site, problem, value
from afternoon.owner import blueprint

CASE = blueprint(
    "refusing",
    '''\
"""Refuses in many ways."""

from typing import NoReturn

from flask import Blueprint, Response, abort, jsonify
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import HTTPException, TooManyRequests, Unauthorized

bp = Blueprint("refusing", __name__, url_prefix="/refusing")


class InvalidAPIUsage(Exception):
    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class PaymentRequired(HTTPException):
    code = 402
    description = "Pay first."


@bp.errorhandler(InvalidAPIUsage)
def invalid_api_usage(error: InvalidAPIUsage) -> ResponseReturnValue:
    return jsonify(message=error.message), error.status


@bp.get("/realm")
def realm() -> NoReturn:
    raise Unauthorized(www_authenticate=WWWAuthenticate("basic", {"realm": "attic"}))


@bp.get("/soon")
def soon() -> NoReturn:
    raise TooManyRequests(retry_after=5)


@bp.get("/usage")
def usage() -> NoReturn:
    raise InvalidAPIUsage("No user id was given.", 418)


@bp.get("/pay")
def pay() -> NoReturn:
    raise PaymentRequired


@bp.get("/own")
def own() -> NoReturn:
    abort(Response("no tea here", 418, {"X-Pot": "cold"}))


@bp.get("/slash/")
def slash() -> str:
    return "slash"
''',
)


def production(site: Site) -> None:
    refused = site.get("/refusing/realm")
    assert problem(refused)["title"] == "Unauthorized"
    assert refused.headers["www-authenticate"] == "Basic realm=attic"
    later = site.get("/refusing/soon")
    assert problem(later)["status"] == 429
    assert later.headers["retry-after"] == "5"
    usage = site.get("/refusing/usage")
    assert (usage.status, value(usage)) == (418, {"message": "No user id was given."})
    assert problem(site.get("/refusing/pay"))["title"] == "Payment Required"
    own = site.get("/refusing/own")
    assert (own.status, own.body, own.headers["x-pot"]) == (418, b"no tea here", "cold")
    moved = site.get("/refusing/slash")
    assert moved.status == 308
    assert moved.headers["location"].endswith("/refusing/slash/")

"""One shape for every error: problem documents (RFC 9457).

Twin: src/errors.ts
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from flask import Flask, Response, current_app, g
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from app import dialect
from app.http.json import dumps
from app.http.request import sent_path
from app.logging import log, stack

# Why written out: Python, Node and the RFCs name some of these differently.
TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    409: "Conflict",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}

FieldError = TypedDict(
    "FieldError",
    {"in": str, "pointer": str, "code": str, "detail": str},
)


class Problem(Exception):
    """An answer other than success; raised anywhere, written by the handler below."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail)
        self.status = status
        self.detail = detail
        self.errors = sorted(errors, key=lambda error: error["pointer"])
        self.headers = headers


def init_app(app: Flask) -> None:
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, from_http)
    app.register_error_handler(SQLAlchemyError, from_database)
    app.register_error_handler(Exception, unhandled)


def answer(problem: Problem) -> Response:
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES.get(problem.status, "Error"),
        "status": problem.status,
    }
    if problem.detail:
        document["detail"] = problem.detail
    if problem.errors:
        document["errors"] = problem.errors
    return Response(
        dumps(document),
        problem.status,
        problem.headers,
        content_type="application/problem+json",
    )


def from_http(error: HTTPException) -> Response:
    """Answers what Flask itself refuses: an unknown path or method, a large body."""
    headers, detail = {}, ""
    if methods := getattr(error, "valid_methods", None):
        headers["Allow"] = ", ".join(sorted(methods))
    if isinstance(error, RequestEntityTooLarge):
        limit = current_app.config["BODY_LIMIT"]
        detail = f"The body is larger than {limit} bytes."
    return answer(Problem(error.code or 500, detail, headers=headers))


def from_database(error: SQLAlchemyError) -> Response:
    """Answers 503 where the database is gone or busy; anything else is our mistake."""
    if isinstance(error, DBAPIError):
        gone = dialect.lost(error)
    else:
        gone = isinstance(error, NoConnection)
    return answer(no_database(error)) if gone else unhandled(error)


def no_database(error: SQLAlchemyError) -> Problem:
    cause = error.orig if isinstance(error, DBAPIError) else error
    log.error(
        "database",
        requestId=g.request_id,
        path=sent_path(),
        error=" ".join(str(cause).split()),
    )
    return Problem(503, "The database does not answer.")


def unhandled(error: Exception) -> Response:
    log.error(
        "unhandled",
        requestId=g.request_id,
        path=sent_path(),
        stack=stack(error),
    )
    return answer(Problem(500))

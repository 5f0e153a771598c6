"""Every error is a problem document (RFC 9457)."""

from flask import Flask, Response, json
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

# Why: RFC 9110 gave them other names.
TITLES = HTTP_STATUS_CODES | {413: "Content Too Large", 422: "Unprocessable Content"}


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, problem)
    app.after_request(allow)


def problem(error: HTTPException) -> Response:
    """Keeps what the error has: its text, headers such as Allow, its own response."""
    if error.response is not None:
        return error.get_response()  # type: ignore[return-value]
    title = TITLES.get(error.code or 500, error.name)
    document = {"type": "about:blank", "title": title, "status": error.code}
    if error.description != type(error).description:
        document["detail"] = error.description
    response = Response(json.dumps(document), error.code, error.get_headers())
    response.content_type = "application/problem+json"
    return response


def allow(response: Response) -> Response:
    """Names the methods in one order, and OPTIONS, which every path has, in none."""
    if response.allow:
        response.allow = sorted({*response.allow} - {"OPTIONS"})
    return response

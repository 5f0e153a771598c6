"""Every error is a problem document (RFC 9457)."""

from collections.abc import Iterable

from flask import Flask, Response, json
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

# Why: RFC 9110 gave them other names.
TITLES = HTTP_STATUS_CODES | {413: "Content Too Large", 422: "Unprocessable Content"}

FieldError = dict[str, str]


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
    if errors := getattr(error, "errors", None):
        document["errors"] = errors
    response = Response(json.dumps(document), error.code, error.get_headers())
    response.content_type = "application/problem+json"
    return response


def allow(response: Response) -> Response:
    """Names the methods in one order, and OPTIONS, which every path has, in none."""
    if response.allow:
        response.allow = sorted({*response.allow} - {"OPTIONS"})
    return response


def field_error(where: str, path: Iterable[object], code: str, text: str) -> FieldError:
    # Why: RFC 6901 has the slash between names.
    names = [str(part).replace("~", "~0").replace("/", "~1") for part in path]
    pointer = "".join(f"/{name}" for name in names)
    return {"in": where, "pointer": pointer, "code": code, "detail": text}


def camel(name: str) -> str:
    """The name in JSON of a name in Python."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))

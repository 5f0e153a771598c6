"""Answers 404 to a path with an encoded slash.

Why only here: WSGI decodes the path before Flask sees it, so `/api%2Fposts` would be
`/api/posts`. Express matches the path as it was sent.
"""

from flask import Flask, request

from app.errors import Problem


def init_app(app: Flask) -> None:
    app.before_request(begin)


def begin() -> None:
    path = request.environ.get("RAW_URI", "").partition("?")[0]
    if "%2f" in path.lower():
        raise Problem(404)

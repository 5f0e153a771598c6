"""Lets pages of the origins in CORS_ORIGINS call the API."""

from flask import Flask, Response, current_app, request
from flask_cors import CORS


def init_app(app: Flask) -> None:
    origins = app.config["CORS_ORIGINS"].replace(",", " ").split()
    if origins:
        CORS(
            app,
            origins=origins,
            expose_headers=["Location", "Retry-After", "X-Request-Id"],
            max_age=600,
        )
        app.before_request(answer_preflight)


def answer_preflight() -> Response | None:
    """Why before all guards: a browser asks without what signs a user in."""
    asked = "Access-Control-Request-Method" in request.headers and request.url_rule
    if request.method != "OPTIONS" or not asked:
        return None
    return current_app.make_default_options_response()

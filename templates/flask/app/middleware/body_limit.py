"""Refuses a body that says itself that it is too large.

Why: one that does not say is counted while it is read, in app/http/input.py.

Twin: src/middleware/bodyLimit.ts
"""

from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge

from app.config import Config


def init_app(app: Flask, config: Config) -> None:
[# concept protection.body_limit #]
    @app.before_request
    def begin() -> None:
        [# (3) #]
        if (request.content_length or 0) > config.body_limit:
            raise RequestEntityTooLarge
[# /concept #]

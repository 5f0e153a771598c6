"""Lets the pages of other origins call the API.

Why by hand: Flask-Cors takes an origin for a pattern, whatever its case, and answers
no preflight of a path that does not exist.

Twin: src/middleware/cors.ts
"""

from flask import Flask, Response, request
from werkzeug.datastructures import HeaderSet

from app.config import Config
from app.http.json import no_content

EXPOSED = "Location,RateLimit,RateLimit-Policy,Retry-After,X-Request-Id"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET,HEAD,POST,PATCH,DELETE",
    "Access-Control-Allow-Headers": "Content-Type,X-Request-Id",
    "Access-Control-Max-Age": "600",
}


[# concept protection.cors #]
def init_app(app: Flask, config: Config) -> None:
    origins = config.cors_origins

    def begin() -> Response | None:
        [# (1) #]
        if not is_preflight():
            return None
        answer = no_content()
        answer.headers.update(PREFLIGHT if allowed(origins) else {})
        return answer

    def finish(response: Response) -> Response:
        if origins != ("*",):
            [# (2) #]
            response.vary = HeaderSet(["Origin", *response.vary])
        [# (3) #]
        if origin := allowed(origins):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = EXPOSED
        return response

    [# (4) #]
    if origins:
        app.before_request(begin)
        app.after_request(finish)
[# /concept #]


def is_preflight() -> bool:
    return (
        request.method == "OPTIONS"
        and "Origin" in request.headers
        and "Access-Control-Request-Method" in request.headers
    )


def allowed(origins: tuple[str, ...]) -> str:
    """What the answer says of the request's origin; nothing when it is not allowed."""
    if origins == ("*",):
        return "*"
    origin = request.headers.get("Origin", "")
    return origin if origin in origins else ""

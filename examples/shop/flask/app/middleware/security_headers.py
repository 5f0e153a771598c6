"""Tells browsers to be strict with every answer.

Twin: src/middleware/securityHeaders.ts
"""

from flask import Flask, Response

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
}


def init_app(app: Flask) -> None:
    app.after_request(finish)


def finish(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response

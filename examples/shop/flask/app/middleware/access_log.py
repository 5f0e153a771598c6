"""Writes one line per request.

Twin: src/middleware/accessLog.ts
"""

import time

from flask import Flask, Response, g, request

from app.http.request import sent_path
from app.logging import log


def init_app(app: Flask) -> None:
    app.before_request(begin)
    app.after_request(finish)


def begin() -> None:
    g.started = time.perf_counter()


def finish(response: Response) -> Response:
    log.info(
        "request",
        requestId=g.request_id,
        method=request.method,
        path=sent_path(),
        status=response.status_code,
        ms=round((time.perf_counter() - g.started) * 1000),
    )
    return response

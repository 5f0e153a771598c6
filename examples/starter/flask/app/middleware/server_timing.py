"""Tells the browser's developer tools how long an answer took.

Twin: src/middleware/serverTiming.ts
"""

import time

from flask import Flask, Response, g

from app.config import Config


def init_app(app: Flask, config: Config) -> None:
    # Why only there: how long something takes can give away what is inside.
    if config.env == "development":
        app.before_request(begin)
        app.after_request(finish)


def begin() -> None:
    g.arrived = time.perf_counter()


def finish(response: Response) -> Response:
    elapsed = (time.perf_counter() - g.arrived) * 1000
    response.headers["Server-Timing"] = f"app;dur={elapsed:.1f}"
    return response

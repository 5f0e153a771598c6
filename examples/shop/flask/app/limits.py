"""Refuses a client that asks too often; Redis counts for all processes."""

import time
from ipaddress import IPv6Network

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter, RateLimitExceeded

from app.errors import problem


def client() -> str:
    address = (request.remote_addr or "unknown").removeprefix("::ffff:")
    try:
        # Why: one client has all the addresses of IPv6 that begin alike.
        return str(IPv6Network(f"{address}/64", strict=False))
    except ValueError:
        return address


def endpoint() -> str:
    """Why not the endpoint alone: files, and what no route answers, would be free."""
    name = request.endpoint or "static"
    return "other" if name.split(".")[-1] == "static" else name


limiter = Limiter(
    client,
    request_identifier=endpoint,
    application_limits=[lambda: f"{current_app.config['RATE_LIMIT']} per minute"],
    # Why: without Redis each process counts for itself until it is back.
    in_memory_fallback_enabled=True,
    storage_options={"socket_connect_timeout": 1, "socket_timeout": 1},
    # Why: threads that count at once may break the storage (limits, pull request 352).
    swallow_errors=True,
)


def init_app(app: Flask) -> None:
    app.config.setdefault("RATELIMIT_STORAGE_URI", app.config["REDIS_URL"])
    limiter.init_app(app)
    app.register_error_handler(RateLimitExceeded, refused)


def refused(error: RateLimitExceeded) -> Response:
    limit = limiter.current_limit
    error.retry_after = max(1, int(limit.reset_at - time.time())) if limit else None
    return problem(error)

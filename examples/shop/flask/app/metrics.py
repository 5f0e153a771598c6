"""Counts requests for Prometheus."""

import hmac
import os
import time

from flask import Flask, Response, current_app, g, request
from prometheus_client import REGISTRY, CollectorRegistry, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from app.limits import limiter

METHODS = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}
LABELS = ("method", "route", "status")
seconds = Histogram("http_request_duration_seconds", "How long requests took", LABELS)


def init_app(app: Flask) -> None:
    app.before_request(begin)
    app.after_request(finish)
    app.get("/metrics", endpoint="metrics")(limiter.exempt(show))


def begin() -> None:
    g.metrics_started = time.perf_counter()


def finish(response: Response) -> Response:
    # Why: what a client makes up would be labels without end.
    method = request.method if request.method in METHODS else "other"
    route = request.url_rule.rule if request.url_rule else "none"
    now = time.perf_counter()
    took = now - g.get("metrics_started", now)
    seconds.labels(method, route, response.status_code).observe(took)
    return response


def show() -> Response:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    token = current_app.config["METRICS_TOKEN"]
    is_known = hmac.compare_digest(given.strip().encode(), token.encode())
    if token and not (is_known and scheme.lower() == "bearer"):
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer"))
    return Response(generate_latest(counted()), content_type=CONTENT_TYPE_LATEST)


def counted() -> CollectorRegistry:
    """What this process counted, or under gunicorn all processes together."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry

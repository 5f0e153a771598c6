"""Shows the metrics to Prometheus.

Twin: src/features/metrics.ts
"""

import os
from hmac import compare_digest

from flask import Blueprint, Response, current_app, g, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from app.errors import Problem
from app.middleware.metrics import Metrics

routes = Blueprint("metrics", __name__)


@routes.before_app_request
def remember_route() -> None:
    # Why not in the middleware: there, a request may still be refused unrouted.
    if request.url_rule:
        g.route = request.url_rule.rule.replace("<key>", "{id}")


@routes.get("/metrics")
def show() -> Response:
    if not is_allowed(current_app.config["METRICS_TOKEN"]):
        raise Problem(401, headers={"WWW-Authenticate": "Bearer"})
    return Response(
        generate_latest(everything()),
        content_type="text/plain; version=0.0.4; charset=utf-8",
    )


def is_allowed(token: str) -> bool:
    given = request.headers.get("Authorization", "")
    return not token or compare_digest(given.encode(), f"Bearer {token}".encode())


def everything() -> CollectorRegistry:
    """What all processes counted: under gunicorn they share a folder."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        metrics: Metrics = current_app.extensions["metrics"]
        return metrics.registry
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry

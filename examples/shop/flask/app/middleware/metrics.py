"""Counts requests and how long they take, for Prometheus.

Twin: src/middleware/metrics.ts
"""

import time

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram

from app.http.request import sent_path

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
LABELS = ("method", "route", "status")
METHODS = {
    *("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"),
}


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "http_requests_total",
            "Requests answered.",
            LABELS,
            registry=self.registry,
        )
        self.seconds = Histogram(
            "http_request_duration_seconds",
            "Seconds from a request to its answer.",
            LABELS,
            buckets=BUCKETS,
            registry=self.registry,
        )


def init_app(app: Flask) -> None:
    metrics = app.extensions["metrics"] = Metrics()

    @app.before_request
    def begin() -> None:
        g.measured_from = time.perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        if sent_path() != "/metrics":
            elapsed = time.perf_counter() - g.measured_from
            labels = labels_of(response)
            metrics.requests.labels(*labels).inc()
            metrics.seconds.labels(*labels).observe(elapsed)
        return response


def labels_of(response: Response) -> tuple[str, str, str]:
    # Why so few: each new value of a label is a new series that never ends.
    method = request.method if request.method in METHODS else "other"
    return method, g.get("route", "none"), str(response.status_code)

"""https://flask.palletsprojects.com/en/stable/patterns/streaming/: what is made arrives at once, with its context."""

import http.client
import time

from afternoon.harness import Site
from afternoon.owner import blueprint

CASE = blueprint(
    "stream",
    '''\
"""Answers piece by piece."""

import time
from collections.abc import Iterator

from flask import Blueprint, Response, request, stream_with_context

bp = Blueprint("stream", __name__, url_prefix="/stream")


@bp.get("/text")
def text() -> Response:
    def generate() -> Iterator[str]:
        yield "Hello "
        time.sleep(1)
        yield request.args["name"]

    return Response(stream_with_context(generate()), mimetype="text/plain")


@bp.get("/events")
def events() -> Response:
    def generate() -> Iterator[str]:
        yield "data: one\\n\\n"
        time.sleep(1)
        yield "data: two\\n\\n"

    return Response(generate(), mimetype="text/event-stream")
''',
)


def production(site: Site) -> None:
    for path, headers in {
        "/stream/text?name=Ada": {},
        "/stream/events": {"Accept-Encoding": "gzip, br"},
    }.items():
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
        start = time.monotonic()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        first = answer.read1()
        arrived = time.monotonic() - start
        rest = answer.read()
        ended = time.monotonic() - start
        connection.close()

        assert first in (b"Hello ", b"data: one\n\n")
        assert rest in (b"Ada", b"data: two\n\n")
        assert arrived < 0.8 < ended, path

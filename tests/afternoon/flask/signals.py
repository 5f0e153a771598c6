"""https://flask.palletsprojects.com/en/stable/signals/: Flask's own, and one of the owner's (blinker)."""

from afternoon.harness import Case, Site
from afternoon.owner import extension

CASE = extension(
    "heard",
    '''\
"""Listens."""

from typing import NoReturn

from blinker import Namespace
from flask import (
    Flask,
    current_app,
    got_request_exception,
    request,
    request_finished,
)

signals = Namespace()
rang = signals.signal("rang")


def failed(app: Flask, exception: Exception, **_: object) -> None:
    app.logger.warning("heard of %s", type(exception).__name__)


def finished(app: Flask, **_: object) -> None:
    if request.path == "/ring":
        app.logger.info("heard the end")


def answered(app: Flask, **said: object) -> None:
    app.logger.info("heard %s", said["times"])


def init_app(app: Flask) -> None:
    got_request_exception.connect(failed, app)
    request_finished.connect(finished, app)
    rang.connect(answered, app)

    @app.get("/ring")
    def ring() -> NoReturn:
        rang.send(current_app._get_current_object(), times=3)  # type: ignore[attr-defined]
        raise LookupError("by design")
''',
    Case(
        files={
            "tests/test_heard.py": """\
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient

Rendered = list[tuple[str | None, dict[str, Any]]]


@pytest.fixture
def rendered(app: Flask) -> Iterator[Rendered]:
    seen: Rendered = []

    def record(_: Flask, template: Any, context: dict[str, Any], **__: object) -> None:
        seen.append((template.name, context))

    with template_rendered.connected_to(record, app):
        yield seen


def test_renders_the_first_page(client: FlaskClient, rendered: Rendered) -> None:
    client.get("/", headers={"Accept": "text/html"})

    assert len(rendered) == 1
"""
        }
    ),
)


def production(site: Site) -> None:
    assert site.get("/ring", X_Request_Id="ring-0123456789").status == 500
    heard = {line["msg"] for line in site.lines(requestId="ring-0123456789")}
    assert {"heard 3", "heard of LookupError", "heard the end"} <= heard

"""https://flask.palletsprojects.com/en/stable/logging/: no line of `app.logger`, logging or structlog is lost."""

from afternoon.harness import Case, Site
from afternoon.owner import blueprint

CASE = blueprint(
    "told",
    '''\
"""Says what happens."""

import logging

import structlog
from flask import Blueprint, current_app

bp = Blueprint("told", __name__)
log = logging.getLogger(__name__)


@bp.get("/told")
def told() -> str:
    current_app.logger.info("the app speaks")
    current_app.logger.debug("nobody listens")
    log.info("a module speaks of %s", "things", extra={"shelf": 7})
    structlog.get_logger().info("structlog speaks", shelf=8)
    return "told"
''',
    Case(
        files={
            "tests/test_told.py": """\
import pytest
from flask.testing import FlaskClient


def test_tells(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/told")

    assert "the app speaks" in caplog.messages
    assert "a module speaks of things" in caplog.messages
"""
        }
    ),
)


def production(site: Site) -> None:
    site.get("/told", X_Request_Id="told-0123456789")
    said = {line["msg"]: line for line in site.lines(requestId="told-0123456789")}
    assert {"the app speaks", "a module speaks of things", "structlog speaks"} <= set(said)
    assert "nobody listens" not in said
    assert said["a module speaks of things"]["shelf"] == 7
    assert said["structlog speaks"]["shelf"] == 8
    assert said["the app speaks"]["level"] == "info"
    assert any(line.get("path") == "/told" and line.get("status") == 200 for line in said.values())


def development(site: Site) -> None:
    site.get("/told", X_Request_Id="told-0123456789")
    for words in ("the app speaks", "a module speaks of things", "structlog speaks"):
        assert any(words in line and "told-0123456789" in line for line in site.said().splitlines()), words

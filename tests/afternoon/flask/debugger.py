"""https://flask.palletsprojects.com/en/stable/debugging/: in development a debugger, in a test the exception."""

from afternoon.harness import Case, Site, problem
from afternoon.owner import blueprint

CASE = blueprint(
    "boom",
    '''\
"""Has a bug."""

from flask import Blueprint

bp = Blueprint("boom", __name__)


@bp.get("/boom")
def boom() -> str:
    return str(1 // 0)
''',
    Case(
        files={
            "tests/test_boom.py": """\
import pytest
from flask.testing import FlaskClient


def test_shows_the_bug_itself(client: FlaskClient) -> None:
    with pytest.raises(ZeroDivisionError):
        client.get("/boom")
"""
        }
    ),
)


def development(site: Site) -> None:
    answer = site.get("/boom", Accept="text/html")
    assert answer.status == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert b"ZeroDivisionError" in answer.body
    assert b"__debugger__" in answer.body
    console = site.get("/boom?__debugger__=yes&cmd=resource&f=debugger.js")
    assert (console.status, console.headers["content-type"].partition(";")[0]) == (200, "text/javascript")


def production(site: Site) -> None:
    answer = site.get("/boom", Accept="text/html")
    assert problem(answer) == {"type": "about:blank", "title": "Internal Server Error", "status": 500}
    assert "ZeroDivisionError" in site.said()

"""https://flask.palletsprojects.com/en/stable/api/#flask.Blueprint.before_request: it guards one resource."""

from afternoon.harness import Case, Site, problem

CASE = Case(
    imports={
        "app/features/comments/routes.py": """\
from flask import current_app, request
from werkzeug.exceptions import Unauthorized"""
    },
    appended={
        "app/features/comments/routes.py": """

@bp.before_request
def guard() -> None:
    token = current_app.config.get("API_TOKEN")
    writes = request.method not in {"GET", "HEAD", "OPTIONS"}
    if token and writes and request.headers.get("Authorization") != f"Bearer {token}":
        raise Unauthorized("Bring a token.")
"""
    },
    files={
        "tests/test_guard.py": """\
from tests.conftest import Start


def test_guards_comments(start: Start) -> None:
    client = start(API_TOKEN="mine")

    assert client.post("/api/comments", json={}).status_code == 401

    mine = client.post("/api/comments", json={}, headers={"Authorization": "Bearer mine"})

    assert mine.status_code == 422
"""
    },
)


def beside(site: Site) -> None:
    """Why beside: the other cases write comments without a token."""
    with site.serve(".venv/bin/gunicorn", FLASK_API_TOKEN="token-of-comments") as served:
        asked(served)


def asked(site: Site) -> None:
    refused = site.post("/api/comments", {})
    assert problem(refused)["detail"] == "Bring a token."
    assert site.delete("/api/comments/1").status == 401
    assert site.post("/api/comments", {}, Authorization="Bearer token-of-comments").status == 422
    assert site.get("/api/comments").status == 200
    assert site.post("/api/tags", {"name": "unguarded"}).status == 201
    assert site.post("/api/posts/1/tags", {}).status == 405
    assert site.get("/nowhere").status == 404

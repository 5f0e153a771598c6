"""Serves a page about the API; it needs no network.

Twin: src/features/docs.ts
"""

from pathlib import Path

from flask import Blueprint, Response

FOLDER = Path(__file__).parents[2] / "docs"

routes = Blueprint("docs", __name__)


@routes.get("/docs")
def page() -> Response:
    return file("index.html", "text/html; charset=utf-8")


@routes.get("/docs/docs.css")
def style() -> Response:
    return file("docs.css", "text/css; charset=utf-8")


@routes.get("/docs/docs.js")
def script() -> Response:
    return file("docs.js", "text/javascript; charset=utf-8")


def file(name: str, content_type: str) -> Response:
    return Response((FOLDER / name).read_bytes(), content_type=content_type)

"""The API document, and a page that shows it."""

from functools import cache
from pathlib import Path

import click
from flask import Blueprint, Response, json, send_from_directory

from app.features.comments import docs as comments
from app.features.posts import docs as posts
from app.features.tags import docs as tags
from app.openapi import Operations, describe

FOLDER = Path(__file__).parents[1] / "docs"
PATHS: dict[str, Operations] = {}
PATHS.update(comments.PATHS)
PATHS.update(posts.PATHS)
PATHS.update(tags.PATHS)

bp = Blueprint("docs", __name__, cli_group=None)


@cache
def text() -> str:
    return json.dumps(describe("Blog", PATHS), sort_keys=False)


@bp.get("/openapi.json")
def document() -> Response:
    return Response(text(), mimetype="application/json")


@bp.get("/docs/", strict_slashes=False)
@bp.get("/docs/<any('docs.css', 'docs.js'):name>")
def page(name: str = "index.html") -> Response:
    return send_from_directory(FOLDER, name)


@bp.cli.command("openapi")
def show() -> None:
    """Print the API document."""
    click.echo(text())

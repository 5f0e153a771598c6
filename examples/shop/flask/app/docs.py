"""The API document, and a page that shows it."""

from functools import cache
from pathlib import Path

import click
from flask import Blueprint, Response, json, send_from_directory

from app.features.categories import docs as categories
from app.features.customers import docs as customers
from app.features.line_items import docs as line_items
from app.features.orders import docs as orders
from app.features.products import docs as products
from app.openapi import Operations, describe

FOLDER = Path(__file__).parents[1] / "docs"
PATHS: dict[str, Operations] = {}
PATHS.update(categories.PATHS)
PATHS.update(customers.PATHS)
PATHS.update(line_items.PATHS)
PATHS.update(orders.PATHS)
PATHS.update(products.PATHS)

bp = Blueprint("docs", __name__, cli_group=None)


@cache
def text() -> str:
    return json.dumps(describe("Shop", PATHS), sort_keys=False)


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

"""Serves the description of the API.

Twin: src/features/openapi.ts
"""

from pathlib import Path

from flask import Blueprint, Response

DOCUMENT = Path(__file__).parents[2] / "openapi.json"

routes = Blueprint("openapi", __name__)


@routes.get("/openapi.json")
def show() -> Response:
    return Response(
        DOCUMENT.read_bytes(),
        content_type="application/json; charset=utf-8",
    )

"""Serves the description of the API.

Twin: src/features/openapi.ts
"""

from pathlib import Path

from flask import Blueprint, Response

[# concept output.openapi #]
DOCUMENT = Path(__file__).parents[2] / "openapi.json"
[# /concept #]

routes = Blueprint("openapi", __name__)


[# concept output.openapi #]
@routes.get("/openapi.json")
def show() -> Response:
    return Response(
        [# (1) #]
        DOCUMENT.read_bytes(),
        [# (2) #]
        content_type="application/json; charset=utf-8",
    )
[# /concept #]

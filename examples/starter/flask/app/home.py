"""The page that says what is served here, and the answers to probes."""

from flask import Blueprint, render_template_string, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.db import db

TITLE = "Starter"
LINKS = ["/docs/", "/api/notes", "/healthz", "/readyz", "/openapi.json"]
PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ title }}</title>'
    "<h1>{{ title }}</h1><ul>"
    '{% for link in links %}<li><a href="{{ link }}">{{ link }}</a></li>{% endfor %}'
    "</ul></html>"
)
bp = Blueprint("home", __name__)


@bp.get("/")
def show() -> ResponseReturnValue:
    accepted = request.accept_mimetypes
    if accepted.best_match(["text/html", "application/json"]) == "application/json":
        return {"title": TITLE, "links": LINKS}, {"Vary": "Accept"}
    return render_template_string(PAGE, title=TITLE, links=LINKS), {"Vary": "Accept"}


@bp.get("/healthz")
def live() -> ResponseReturnValue:
    return {"status": "ok"}


@bp.get("/readyz")
def ready() -> ResponseReturnValue:
    db.session.execute(text("select 1"))
    return {"status": "ok"}

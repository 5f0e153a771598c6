"""https://flask.palletsprojects.com/en/stable/patterns/urlprocessors/ and appdispatch: languages, and a second app."""

from afternoon.harness import Site, problem, value
from afternoon.owner import blueprint

CASE = blueprint(
    "languages",
    '''\
"""Pages in two languages, and another application beside this one."""

from typing import Any

from flask import Blueprint, Flask, abort, g, request, url_for
from werkzeug.middleware.dispatcher import DispatcherMiddleware

bp = Blueprint("languages", __name__, url_prefix="/<any(de, en, it):lang>")


@bp.url_defaults
def add_language(_: str, values: dict[str, Any]) -> None:
    values.setdefault("lang", g.lang)


@bp.url_value_preprocessor
def pull_language(_: str | None, values: dict[str, Any] | None) -> None:
    if values:
        g.lang = values.pop("lang")
        if g.lang == "it":
            abort(404, "Not translated yet.")


@bp.get("/about")
def about() -> dict[str, str]:
    return {"lang": g.lang, "url": url_for(".about"), "root": request.script_root}


@bp.record_once
def mount(state: Any) -> None:
    other = Flask("other")
    other.get("/")(lambda: "the other one")
    state.app.wsgi_app = DispatcherMiddleware(state.app.wsgi_app, {"/other": other})
''',
)


def production(site: Site) -> None:
    assert value(site.get("/de/about")) == {"lang": "de", "url": "/de/about", "root": ""}
    assert site.get("/fr/about").status == 404
    assert problem(site.get("/it/about"))["detail"] == "Not translated yet."
    assert site.get("/other/").body == b"the other one"
    assert site.get("/api/tags").status == 200

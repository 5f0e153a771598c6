"""https://python-babel.github.io/flask-babel: the visitor's language; Flask-Session keeps sessions."""

from afternoon.harness import Case, Site, cookie
from afternoon.owner import extension, untyped

CASE = extension(
    "translated",
    '''\
"""Speaks to visitors in their language, and remembers them in files."""

import datetime as dt
from pathlib import Path

from cachelib.file import FileSystemCache
from flask import Flask, request, session
from flask_babel import Babel, format_date, get_locale
from flask_session import Session

babel = Babel()


def choose() -> str | None:
    return request.accept_languages.best_match(["de", "en"])


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=choose)
    folder = Path(app.instance_path) / "sessions"
    app.config["SESSION_TYPE"] = "cachelib"
    app.config["SESSION_CACHELIB"] = FileSystemCache(str(folder))
    Session(app)

    @app.get("/today")
    def today() -> str:
        session["count"] = session.get("count", 0) + 1
        day = format_date(dt.date(2026, 3, 1), "long")
        return f"{get_locale()} {day} {session['count']}"
''',
    Case(
        packages=("flask-babel>=4", "flask-session[cachelib]>=0.8"),
        appended={
            "pyproject.toml": untyped("flask_babel")["pyproject.toml"] + untyped("flask_session")["pyproject.toml"]
        },
        apart="deep",
    ),
)


def production(site: Site) -> None:
    german = site.get("/today", Accept_Language="de-AT,de;q=0.9")
    assert german.body.decode() == "de 1. März 2026 1"
    assert site.get("/today", Accept_Language="en", Cookie=cookie(german)).body == b"en March 1, 2026 2"

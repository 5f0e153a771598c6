"""Puts the application together."""

import sys
from collections.abc import Mapping
from typing import Any

import click
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import checks, db, db_errors, docs, errors, home, logs, security, seeds
from app.config import Settings
from app.features import api
from app.input import IdConverter


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Settings come from the environment; `config` counts before them, as in tests."""
    app = Flask(__name__)
    settings = Settings.from_env()
    command = click.get_current_context(silent=True)
    if settings.app_env == "production" and command and command.info_name == "run":
        sys.exit("APP_ENV=production: `flask run` has a debugger; use gunicorn")
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.config["SESSION_COOKIE_SECURE"] = settings.app_env == "production"
    app.config.from_prefixed_env()
    app.debug = app.debug and settings.app_env != "production"
    given = {name.upper(): value for name, value in settings if value is not None}
    app.config.from_mapping(given, **(config or {}))
    if hops := app.config["TRUSTED_HOPS"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops)  # type: ignore[method-assign]

    # Why: no answer is a redirect to the host that a request names.
    app.url_map.merge_slashes = False
    logs.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    db.init_app(app)
    db_errors.init_app(app)
    checks.init_app(app)
    seeds.init_app(app)

    app.url_map.converters["id"] = IdConverter
    app.register_blueprint(api)
    app.register_blueprint(docs.bp)
    app.register_blueprint(home.bp)
    return app

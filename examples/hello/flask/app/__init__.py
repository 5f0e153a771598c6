"""Puts the application together."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import errors, home
from app.config import Settings


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Settings come from the environment; `config` counts before them, as in tests."""
    app = Flask(__name__)
    settings = Settings.from_env()
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
    errors.init_app(app)

    app.register_blueprint(home.bp)
    return app

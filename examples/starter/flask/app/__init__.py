"""Puts the application together.

Twin: src/app.ts
"""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import db, errors, features, logging, seeds
from app.config import Config
from app.http import json
from app.http.request import PlainRequest
from app.middleware import (
    access_log,
    body_limit,
    compression,
    cors,
    plain_path,
    rate_limit,
    request_id,
    security_headers,
    server_timing,
)


def create_app(config: Config | None = None) -> Flask:
    config = config or Config.from_env()
    app = Flask(__name__, static_folder=None)
    app.config.update(config.for_flask())
    app.request_class = PlainRequest
    app.url_map.merge_slashes = False
    if n := config.trusted_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]
    logging.configure(config)
    json.init_app(app)

    # Why this order: what comes first also sees the answers of what comes after it.
    request_id.init_app(app)
    access_log.init_app(app)
    server_timing.init_app(app, config)
    security_headers.init_app(app, config)
    cors.init_app(app, config)
    compression.init_app(app, config)
    body_limit.init_app(app, config)
    rate_limit.init_app(app, config)
    plain_path.init_app(app)
    db.init_app(app, config)

    features.init_app(app)
    errors.init_app(app)
    seeds.init_app(app)
    return app

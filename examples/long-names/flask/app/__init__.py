"""Puts the application together.

Twin: src/app.ts
"""

from flask import Flask

from app import db, errors, features, logging, middleware
from app.config import Config
from app.http import json


def create_app(config: Config | None = None) -> Flask:
    config = config or Config.from_env()
    app = Flask(__name__, static_folder=None)
    app.config.update(config.for_flask())
    app.url_map.merge_slashes = False
    logging.configure(config.log_level)
    json.init_app(app)
    db.init_app(app, config.database_url)
    middleware.init_app(app)
    features.init_app(app)
    errors.init_app(app)
    return app

"""Everything the application can do, one statement each.

Twin: src/features/index.ts
"""

from flask import Flask

from app.features import (
    docs,
    health,
    notes,
    openapi,
)


def init_app(app: Flask) -> None:
    app.register_blueprint(docs.routes)
    app.register_blueprint(health.routes)
    app.register_blueprint(notes.routes)
    app.register_blueprint(openapi.routes)

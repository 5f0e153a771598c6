"""Everything the application can do, one statement each.

Twin: src/features/index.ts
"""

from flask import Flask

from app.features import (
    comments,
    docs,
    health,
    openapi,
    posts,
    tags,
)


def init_app(app: Flask) -> None:
    app.register_blueprint(comments.routes)
    app.register_blueprint(docs.routes)
    app.register_blueprint(health.routes)
    app.register_blueprint(openapi.routes)
    app.register_blueprint(posts.routes)
    app.register_blueprint(tags.routes)

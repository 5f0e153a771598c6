"""Everything the application can do, one statement each.

Twin: src/features/index.ts
"""

from flask import Flask

from app.features import (
    categories,
    customers,
    docs,
    health,
    line_items,
    metrics,
    openapi,
    orders,
    products,
)


def init_app(app: Flask) -> None:
    app.register_blueprint(categories.routes)
    app.register_blueprint(customers.routes)
    app.register_blueprint(docs.routes)
    app.register_blueprint(health.routes)
    app.register_blueprint(line_items.routes)
    app.register_blueprint(metrics.routes)
    app.register_blueprint(openapi.routes)
    app.register_blueprint(orders.routes)
    app.register_blueprint(products.routes)

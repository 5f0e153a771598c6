"""Everything the application can do, one statement each.

Twin: src/features/index.ts
"""

from flask import Flask

from app.features import (
    aa,
    health,
    openapi,
    purchase_order_line_items,
    supplier_contact_peoples,
)


def init_app(app: Flask) -> None:
    app.register_blueprint(aa.routes)
    app.register_blueprint(health.routes)
    app.register_blueprint(openapi.routes)
    app.register_blueprint(purchase_order_line_items.routes)
    app.register_blueprint(supplier_contact_peoples.routes)

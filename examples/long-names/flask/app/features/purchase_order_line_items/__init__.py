"""Everything about purchase order line items."""

from app.features.purchase_order_line_items import schemas, service
from app.features.purchase_order_line_items.routes import routes

__all__ = ["routes", "schemas", "service"]

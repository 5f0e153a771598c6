"""Everything about line items."""

from app.features.line_items import schemas, service
from app.features.line_items.routes import routes

__all__ = ["routes", "schemas", "service"]

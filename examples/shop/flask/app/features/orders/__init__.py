"""Everything about orders."""

from app.features.orders import schemas, service
from app.features.orders.routes import routes

__all__ = ["routes", "schemas", "service"]

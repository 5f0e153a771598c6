"""Everything about customers."""

from app.features.customers import schemas, service
from app.features.customers.routes import routes

__all__ = ["routes", "schemas", "service"]

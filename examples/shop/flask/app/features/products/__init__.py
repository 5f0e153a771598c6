"""Everything about products."""

from app.features.products import schemas, service
from app.features.products.routes import routes

__all__ = ["routes", "schemas", "service"]

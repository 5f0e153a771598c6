"""Everything about categories."""

from app.features.categories import schemas, service
from app.features.categories.routes import routes

__all__ = ["routes", "schemas", "service"]

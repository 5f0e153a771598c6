"""Everything about tags."""

from app.features.tags import schemas, service
from app.features.tags.routes import routes

__all__ = ["routes", "schemas", "service"]

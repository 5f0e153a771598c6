"""Everything about comments."""

from app.features.comments import schemas, service
from app.features.comments.routes import routes

__all__ = ["routes", "schemas", "service"]

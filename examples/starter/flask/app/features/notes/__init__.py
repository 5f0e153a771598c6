"""Everything about notes."""

from app.features.notes import schemas, service
from app.features.notes.routes import routes

__all__ = ["routes", "schemas", "service"]

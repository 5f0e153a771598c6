"""Everything about aa."""

from app.features.aa import schemas, service
from app.features.aa.routes import routes

__all__ = ["routes", "schemas", "service"]

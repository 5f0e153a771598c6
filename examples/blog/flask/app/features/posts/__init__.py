"""Everything about posts."""

from app.features.posts import schemas, service
from app.features.posts.routes import routes

__all__ = ["routes", "schemas", "service"]

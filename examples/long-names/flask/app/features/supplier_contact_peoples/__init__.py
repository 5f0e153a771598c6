"""Everything about supplier contact peoples."""

from app.features.supplier_contact_peoples import schemas, service
from app.features.supplier_contact_peoples.routes import routes

__all__ = ["routes", "schemas", "service"]

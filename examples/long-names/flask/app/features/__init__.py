"""All resources, one statement for each."""

from flask import Blueprint

from app.features.aa.routes import bp as aa_bp
from app.features.purchase_order_line_items.routes import (
    bp as purchase_order_line_items_bp,
)
from app.features.supplier_contact_peoples.routes import (
    bp as supplier_contact_peoples_bp,
)

api = Blueprint("api", __name__, url_prefix="/api")

api.register_blueprint(aa_bp)
api.register_blueprint(purchase_order_line_items_bp)
api.register_blueprint(supplier_contact_peoples_bp)

"""All resources, one statement for each."""

from flask import Blueprint

from app.features.categories.routes import bp as categories_bp
from app.features.customers.routes import bp as customers_bp
from app.features.line_items.routes import bp as line_items_bp
from app.features.orders.routes import bp as orders_bp
from app.features.products.routes import bp as products_bp

api = Blueprint("api", __name__, url_prefix="/api")

api.register_blueprint(categories_bp)
api.register_blueprint(customers_bp)
api.register_blueprint(line_items_bp)
api.register_blueprint(orders_bp)
api.register_blueprint(products_bp)

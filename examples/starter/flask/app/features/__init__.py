"""All resources, one statement for each."""

from flask import Blueprint

from app.features.notes.routes import bp as notes_bp

api = Blueprint("api", __name__, url_prefix="/api")

api.register_blueprint(notes_bp)

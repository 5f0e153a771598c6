"""All resources, one statement for each."""

from flask import Blueprint

from app.features.comments.routes import bp as comments_bp
from app.features.posts.routes import bp as posts_bp
from app.features.tags.routes import bp as tags_bp

api = Blueprint("api", __name__, url_prefix="/api")

api.register_blueprint(comments_bp)
api.register_blueprint(posts_bp)
api.register_blueprint(tags_bp)

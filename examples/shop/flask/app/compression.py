"""Makes large answers small for clients that can read them so."""

from flask import Flask
from flask_compress import Compress


def init_app(app: Flask) -> None:
    app.config.setdefault("COMPRESS_ALGORITHM", ["br", "gzip"])
    app.config.setdefault("COMPRESS_MIN_SIZE", 1024)
    Compress(app)

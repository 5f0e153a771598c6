"""Makes large answers small for clients that can read them so."""

from flask import Flask, Response
from flask_compress import Compress


def init_app(app: Flask) -> None:
    app.config.setdefault("COMPRESS_ALGORITHM", ["br", "gzip"])
    app.config.setdefault("COMPRESS_MIN_SIZE", 1024)
    WholeAnswers(app)


class WholeAnswers(Compress):
    def after_request(self, response: Response | None) -> Response:
        # Why: parts of a file that were made small one by one do not fit together.
        if response and response.status_code == 206:
            return response
        return super().after_request(response)

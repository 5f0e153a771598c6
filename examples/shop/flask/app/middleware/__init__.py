"""What happens around every request, in this order.

Twin: src/middleware/index.ts
"""

from flask import Flask

from app.middleware import access_log, plain_path, request_id, security_headers


def init_app(app: Flask) -> None:
    request_id.init_app(app)
    access_log.init_app(app)
    security_headers.init_app(app)
    plain_path.init_app(app)

"""Tells browsers to be strict with every answer.

Why a plain dict: these are the headers of helmet, and no Flask extension that is
still kept sets them.

Twin: src/middleware/securityHeaders.ts
"""

from flask import Flask, Response

from app.config import Config

POLICY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "img-src": "'self' data:",
    "script-src": "'self'",
    "style-src": "'self'",
}

[# concept protection.headers #]
[# (1) #]
HEADERS = {
    "Content-Security-Policy": ";".join(f"{k} {v}" for k, v in POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
    "X-Download-Options": "noopen",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-XSS-Protection": "0",
}
[# /concept #]


[# concept protection.headers #]
def init_app(app: Flask, config: Config) -> None:
    headers = HEADERS.copy()
    [# (2) #]
    if seconds := config.hsts_seconds:
        headers["Strict-Transport-Security"] = f"max-age={seconds}; includeSubDomains"

    [# (3) #]
    @app.after_request
    def finish(response: Response) -> Response:
        response.headers.update(headers)
        return response
[# /concept #]

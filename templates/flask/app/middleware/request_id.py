"""Gives every request an id, or takes the one that it brings.

Twin: src/middleware/requestId.ts
"""

import re
import uuid

from flask import Flask, Response, g, request


[# concept middleware.request_id #]
def init_app(app: Flask) -> None:
    [# (1) #]
    app.before_request(begin)
    app.after_request(finish)


def begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    [# (2) #]
    known = re.fullmatch("[A-Za-z0-9-]{8,64}", given)
    g.request_id = given if known else str(uuid.uuid4())


def finish(response: Response) -> Response:
    [# (3) #]
    response.headers["X-Request-Id"] = g.request_id
    return response
[# /concept #]

"""Makes large answers small for clients that can read them so.

Why by hand: Flask-Compress also compresses the answer to HEAD, and says `Vary` only
where it may compress.

Twin: src/middleware/compression.ts
"""

import gzip

import brotli
from flask import Flask, Response, request

from app.config import Config

LEAST = 1024
TYPES = {"application/json", "text/html", "text/css", "text/javascript"}


def init_app(app: Flask, config: Config) -> None:
    if config.compression:
        app.after_request(finish)


[# concept operations.compression #]
def finish(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    if is_worth_it(response) and (name := coding()):
        [# (1) #]
        response.set_data(compressed(response.get_data(), name))
        response.content_encoding = name
    return response


def is_worth_it(response: Response) -> bool:
    return (
        request.method != "HEAD"
        and 200 <= response.status_code < 300
        [# (2) #]
        and response.mimetype in TYPES
        and len(response.get_data()) >= LEAST
    )


def coding() -> str:
    """The coding that the client likes best; the first of those that it likes alike."""
    quality = request.accept_encodings.quality
    [# (3) #]
    best = max(("br", "gzip", "identity"), key=quality)
    return best if quality(best) and best != "identity" else ""
[# /concept #]


def compressed(data: bytes, name: str) -> bytes:
    # Why these levels: higher ones cost more time than the network saves.
    if name == "br":
        return bytes(brotli.compress(data, quality=4))
    return gzip.compress(data, compresslevel=6, mtime=0)

"""Answers 404 to a path that only looks like ours once it is decoded.

Why: WSGI decodes `/api%2Fposts` and gunicorn shortens `//api` before Flask sees them.

Twin: src/middleware/plainPath.ts
"""

import re
from urllib.parse import unquote

from flask import Flask

from app.errors import Problem
from app.http.request import sent_path

MISREAD = re.compile("^//|%2f|%00|%(?![0-9a-f]{2})", re.IGNORECASE)


def init_app(app: Flask) -> None:
    app.before_request(begin)


[# concept routing.paths #]
[# (1) #]
def begin() -> None:
    if not is_plain():
        raise Problem(404)


def is_plain() -> bool:
    sent = sent_path()
    try:
        unquote(sent, errors="strict")
    except UnicodeDecodeError:
        return False
    [# (2) #]
    return not MISREAD.search(sent)
[# /concept #]

"""https://flask.palletsprojects.com/en/stable/quickstart/#debug-mode: `flask run` tells an address, and reloads."""

import re
import time
from http.client import HTTPException

from afternoon.harness import Site, value
from afternoon.owner import blueprint

TEXT = '''\
"""Is edited while it runs."""

from flask import Blueprint

bp = Blueprint("edited", __name__)


@bp.get("/edited")
def edited() -> dict[str, int]:
    return {"version": 1}
'''
CASE = blueprint("edited", TEXT)


def hands(site: Site) -> None:
    # Why removed: a developer's shell has no such setting, and .flaskenv speaks.
    with site.serve(".venv/bin/flask", "run", "--port", "{port}", APP_ENV="", SECRET_KEY="") as served:
        assert re.search(rf"http://(127\.0\.0\.1|localhost):{served.port}", served.said())
        assert value(served.get("/edited")) == {"version": 1}
        site.add({"app/edited.py": TEXT.replace('"version": 1', '"version": 2')})
        assert until(served, 2)


def until(site: Site, version: int, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if value(site.get("/edited")) == {"version": version}:
                return True
        except (OSError, HTTPException):
            pass
        time.sleep(0.1)
    return False

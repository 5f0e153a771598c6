"""https://docs.sentry.io/platforms/python/integrations/flask/: what goes wrong is reported with its request."""

from afternoon.harness import Case, Site, value
from afternoon.owner import extension

CASE = extension(
    "reports",
    '''\
"""Reports what goes wrong."""

from typing import Any

import sentry_sdk
from flask import Flask, abort
from flask.typing import ResponseReturnValue

SEEN: list[dict[str, Any]] = []


def keep(event: Any, hint: Any) -> None:
    SEEN.append({"url": event["request"]["url"], "type": hint["exc_info"][0].__name__})


def init_app(app: Flask) -> None:
    sentry_sdk.init(dsn="https://key@sentry.invalid/1", before_send=keep)

    @app.get("/reports")
    def reports() -> ResponseReturnValue:
        return SEEN

    @app.get("/reported")
    def reported() -> str:
        return str(1 // 0)

    @app.get("/unreported")
    def unreported() -> str:
        abort(404)
''',
    Case(packages=("sentry-sdk[flask]>=2.30",), apart="deep"),
)


def production(site: Site) -> None:
    assert site.get("/reported").status == 500
    assert site.get("/unreported").status == 404
    assert site.post("/api/tags", {}).status == 422
    seen = {one["url"]: one["type"] for one in value(site.get("/reports"))}
    assert seen["http://parity.test/reported"] == "ZeroDivisionError"
    assert not {"http://parity.test/unreported", "http://parity.test/api/tags"} & set(seen)

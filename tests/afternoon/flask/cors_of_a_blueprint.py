"""https://corydolphin.github.io/flask-cors: one blueprint is open to all origins, the rest of the project as before."""

from afternoon.harness import Case, Site
from afternoon.owner import extension
from parity.exchange import Request

CASE = extension(
    "public",
    '''\
"""What everybody may read."""

from flask import Blueprint, Flask
from flask_cors import CORS, cross_origin

bp = Blueprint("public", __name__, url_prefix="/public")
CORS(bp, max_age=60)


@bp.get("/news")
def news() -> str:
    return "news"


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)

    @app.get("/for-friends")
    @cross_origin(origins=["https://friend.example"])
    def for_friends() -> str:
        return "for friends"
''',
    Case(settings={"CORS_ORIGINS": "https://app.example"}),
)


def production(site: Site) -> None:
    assert origin(site, "/public/news", "https://any.example") in ("*", "https://any.example")
    assert origin(site, "/for-friends", "https://friend.example") == "https://friend.example"
    assert origin(site, "/api/tags", "https://any.example") is None
    assert origin(site, "/api/tags", "https://app.example") == "https://app.example"
    asked = {"Origin": "https://any.example", "Access-Control-Request-Method": "GET"}
    assert site.ask(Request("OPTIONS", "/public/news", None, asked)).headers["access-control-max-age"] == "60"


def origin(site: Site, path: str, sender: str) -> str | None:
    answer = site.get(path, Origin=sender)
    assert answer.status == 200
    return answer.headers.get("access-control-allow-origin")

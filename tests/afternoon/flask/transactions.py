"""https://docs.sqlalchemy.org/en/20/orm/session_transaction.html: two saves in `with db.session.begin()` are one."""

from afternoon.harness import Site, value
from afternoon.owner import blueprint

CASE = blueprint(
    "both",
    '''\
"""Makes two tags or none."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.tags import service
from app.features.tags.schemas import TagCreate

bp = Blueprint("both", __name__)


@bp.post("/both/<one>/<two>")
def both(one: str, two: str) -> ResponseReturnValue:
    with db.session.begin():
        service.create(TagCreate(name=one))
        service.create(TagCreate(name=two))
    return "", 204
''',
)


def production(site: Site) -> None:
    assert site.post("/both/left/right", {}).status == 204
    assert site.post("/both/up/left", {}).status == 409
    names = [row["name"] for row in value(site.get("/api/tags?perPage=100"))["items"]]
    assert {"left", "right"} <= set(names)
    assert "up" not in names

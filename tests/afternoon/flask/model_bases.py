"""https://docs.sqlalchemy.org/en/20/orm/inheritance.html: an abstract base of one's own, and a model below a model."""

from afternoon.harness import Case, Site, value
from afternoon.owner import blueprint

CASE = blueprint(
    "badges",
    '''\
"""What is given to tags."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model, db
from app.features.tags.models import Tag

bp = Blueprint("badges", __name__, url_prefix="/badges")


class Owned(Model):
    __abstract__ = True

    owner: Mapped[str] = mapped_column(String(40))


class Badge(Owned):
    __tablename__ = "badges"


class Medal(Tag):
    __tablename__ = "medals"

    id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True)
    metal: Mapped[str] = mapped_column(String(10))


@bp.post("/<owner>")
def give(owner: str) -> ResponseReturnValue:
    badge, medal = Badge(owner=owner), Medal(name=f"medal of {owner}", metal="gold")
    db.session.add_all([badge, medal])
    db.session.commit()
    return {"badge": badge.id, "medal": medal.id}
''',
    Case(migrates=True, apart="bases"),
)


def production(site: Site) -> None:
    made = value(site.post("/badges/ada", {}))
    assert made["badge"] == 1
    assert value(site.get(f"/api/tags/{made['medal']}"))["name"] == "medal of ada"
    assert value(site.get("/api/tags?name=medal%20of%20ada"))["total"] == 1

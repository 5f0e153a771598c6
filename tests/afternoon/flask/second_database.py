"""https://flask-sqlalchemy.readthedocs.io/en/stable/binds/: tables of another database, by `SQLALCHEMY_BINDS`."""

from afternoon.harness import Case, Site, value
from afternoon.owner import extension

CASE = extension(
    "old_books",
    '''\
"""Books of the old system, in a database of its own."""

from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from app.db import db


class OldBook(db.Model):  # type: ignore[name-defined, misc]
    __tablename__ = "old_books"
    __bind_key__ = "old"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(40))


def init_app(app: Flask) -> None:
    @app.post("/old-books")
    def fill() -> ResponseReturnValue:
        db.create_all("old")
        db.session.add(OldBook(title="Old"))
        db.session.commit()
        return list(db.session.scalars(select(OldBook.title)))
''',
    Case(settings={"FLASK_SQLALCHEMY_BINDS": '{"old": "sqlite://"}'}),
)


def production(site: Site) -> None:
    assert value(site.post("/old-books", {})) == ["Old"]
    assert site.get("/api/tags").status == 200

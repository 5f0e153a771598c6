"""https://flask-sqlalchemy.readthedocs.io/en/stable/models/: models, `db.Model` or not, tied to posts."""

from afternoon.harness import Case, Site, problem, value
from afternoon.owner import blueprint

CASE = blueprint(
    "readers",
    '''\
"""Who reads what, and what they think of it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import ForeignKey, String, UniqueConstraint, event, select
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from app.db import Model, db
from app.features.posts.models import Post

bp = Blueprint("readers", __name__, url_prefix="/readers")


class Reader(db.Model):  # type: ignore[name-defined, misc]
    __tablename__ = "readers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    favourite_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    favourite: Mapped[Post | None] = relationship()
    reactions: Mapped[list["Reaction"]] = relationship(back_populates="reader")


class Reaction(Model):
    __tablename__ = "reactions"
    __table_args__ = (UniqueConstraint("reader_id", "post_id"),)

    word: Mapped[str] = mapped_column(String(10))
    loud: Mapped[bool] = mapped_column(default=False)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
    reader: Mapped[Reader] = relationship(back_populates="reactions")
    post: Mapped[Post] = relationship()


@event.listens_for(Reaction, "before_insert")
def listen(_: Mapper[Reaction], __: object, reaction: Reaction) -> None:
    reaction.loud = reaction.word.isupper()


@bp.post("/<name>/<int:post_id>/<word>")
def react(name: str, post_id: int, word: str) -> ResponseReturnValue:
    post = db.get_or_404(Post, post_id)
    reader = db.session.scalar(select(Reader).filter_by(name=name))
    if reader is None:
        reader = Reader(name=name, favourite=post)
        db.session.add(reader)
    db.session.add(Reaction(word=word, reader=reader, post=post))
    db.session.commit()
    return "", 204


@bp.get("/<name>")
def show(name: str) -> ResponseReturnValue:
    reader = db.one_or_404(select(Reader).filter_by(name=name))
    return {
        "favourite": reader.favourite.title if reader.favourite else None,
        "reactions": [[one.post.title, one.word, one.loud] for one in reader.reactions],
    }
''',
    Case(migrates=True),
)


def production(site: Site) -> None:
    post, other = (value(site.post("/api/posts", {"title": title, "body": "x"}))["id"] for title in ("One", "Two"))
    assert site.post(f"/readers/ada/{post}/WOW", {}).status == 204
    assert site.post(f"/readers/ada/{other}/hm", {}).status == 204
    expected = {"favourite": "One", "reactions": [["One", "WOW", True], ["Two", "hm", False]]}
    assert value(site.get("/readers/ada")) == expected
    assert site.get("/readers/nobody").status == 404
    twice = problem(site.post(f"/readers/ada/{other}/again", {}))
    assert (twice["status"], {one["code"] for one in twice["errors"]}) == (409, {"unique"})
    assert site.delete(f"/api/posts/{other}").status == 204
    assert value(site.get("/readers/ada"))["reactions"] == [["One", "WOW", True]]
    assert problem(site.delete(f"/api/posts/{post}"))["status"] == 409
    assert site.run(".venv/bin/flask", "db", "check")

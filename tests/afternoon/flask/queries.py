"""https://flask-sqlalchemy.readthedocs.io/en/stable/pagination/ and joins, in a page of the owner's."""

from afternoon.harness import Site, value
from afternoon.owner import blueprint

CASE = blueprint(
    "archive",
    '''\
"""What was written, counted."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.db import db
from app.features.comments.models import Comment
from app.features.posts.models import Post
from app.features.tags.models import Tag

bp = Blueprint("archive", __name__, url_prefix="/archive")


@bp.get("/titles")
def titles() -> ResponseReturnValue:
    page = db.paginate(select(Post).order_by(Post.title.desc()), max_per_page=2)
    return {"titles": [post.title for post in page], "next": page.has_next}


@bp.get("/talk")
def talk() -> ResponseReturnValue:
    counted = (
        select(Post.title, func.count(Comment.id))
        .join(Comment, Comment.post_id == Post.id)
        .group_by(Post.id)
        .order_by(func.count(Comment.id).desc())
    )
    return {title: number for title, number in db.session.execute(counted)}


@bp.get("/tagged/<name>")
def tagged(name: str) -> ResponseReturnValue:
    found = db.session.scalars(
        select(Post)
        .join(Post.tags)
        .where(Tag.name == name)
        .options(selectinload(Post.comments))
    )
    return {post.title: [one.body for one in post.comments] for post in found.unique()}


@bp.get("/<int:post_id>")
def show(post_id: int) -> ResponseReturnValue:
    post = db.get_or_404(Post, post_id, description="Nothing in the archive.")
    return {"title": post.title, "comments": len(post.comments)}


@bp.get("/latest")
def latest() -> ResponseReturnValue:
    return {"title": db.first_or_404(select(Post).order_by(Post.id.desc())).title}
''',
)


def production(site: Site) -> None:
    tag = value(site.post("/api/tags", {"name": "archive"}))["id"]
    rows = [("Zebra", [tag]), ("Yak", []), ("Xerus", [])]
    bodies = [{"title": title, "body": "x", "tagIds": tags} for title, tags in rows]
    zebra, yak, _ = [value(site.post("/api/posts", body))["id"] for body in bodies]
    for post in (yak, zebra, zebra):
        assert site.post("/api/comments", {"author": "Ada", "body": "Hm", "postId": post}).status == 201

    assert value(site.get("/archive/titles?page=1&per_page=9")) == {"titles": ["Zebra", "Yak"], "next": True}
    assert site.get("/archive/titles?page=99").status == 404
    assert value(site.get("/archive/talk")) == {"Zebra": 2, "Yak": 1}
    assert value(site.get("/archive/tagged/archive")) == {"Zebra": ["Hm", "Hm"]}
    assert value(site.get(f"/archive/{zebra}")) == {"title": "Zebra", "comments": 2}
    assert value(site.get("/archive/99999"))["detail"] == "Nothing in the archive."
    assert site.get("/archive/latest").status == 200

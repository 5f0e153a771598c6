"""https://flask.palletsprojects.com/en/stable/blueprints/: routes added to a resource, and beside."""

from afternoon.harness import Case, Site, after, problem, value
from parity.exchange import send_json

POSTS = "app/features/posts"
CASE = Case(
    files={
        "app/features/statistics.py": '''\
"""Numbers about everything."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from werkzeug.exceptions import BadRequest

from app.db import db
from app.features.posts.models import Post

bp = Blueprint("statistics", __name__, url_prefix="/statistics")


@bp.get("")
def show() -> ResponseReturnValue:
    if request.args.get("of") != "posts":
        raise BadRequest("Say of what.")
    return {"posts": db.session.scalar(select(func.count(Post.id)))}
'''
    },
    imports={
        "app/features/__init__.py": "from app.features.statistics import bp as statistics",
        "app/docs.py": "from app.openapi import Operation",
        f"{POSTS}/routes.py": """\
from app.features.comments.schemas import CommentCreate, CommentOut
from app.features.posts.schemas import PostUpdate""",
        f"{POSTS}/docs.py": """\
from app.features.comments.schemas import CommentCreate, CommentOut
from app.features.posts.schemas import PostUpdate
from app.openapi import Operation""",
    },
    appended={
        f"{POSTS}/routes.py": """

@bp.post("/import")
def import_all() -> ResponseReturnValue:
    return {"imported": 0}, 202


@bp.get("/popular")
def popular() -> ResponseReturnValue:
    return []


@bp.put("/<id:post_id>")
def replace(post_id: int) -> ResponseReturnValue:
    service.update(post_id, body(PostUpdate))
    db.session.commit()
    return "", 204


@bp.post("/<id:post_id>/comments")
def create_comment(post_id: int) -> ResponseReturnValue:
    service.find(post_id)
    comment = comments.create(body(CommentCreate))
    db.session.commit()
    return CommentOut.answer(comment), 201
""",
        f"{POSTS}/docs.py": """
MORE: Paths = {
    "/api/posts/import": {"post": Operation(summary="Import posts", status=202)},
    "/api/posts/popular": {"get": Operation(summary="List popular posts")},
    "/api/posts/{id}": {
        **PATHS["/api/posts/{id}"],
        "put": Operation(summary="Replace post", body=PostUpdate, status=204),
    },
    "/api/posts/{id}/comments": {
        **PATHS["/api/posts/{id}/comments"],
        "post": Operation(
            summary="Create comment of post",
            body=CommentCreate,
            answer=CommentOut,
            status=201,
        ),
    },
}
""",
    },
    lines=(
        after("app/features/__init__.py", "api.register_blueprint(tags_bp)", "api.register_blueprint(statistics)"),
        after(
            "app/docs.py",
            "PATHS.update(posts.PATHS)",
            """\
PATHS.update(posts.MORE)
PATHS["/api/statistics"] = {"get": Operation(summary="Show statistics")}""",
        ),
    ),
)


def production(site: Site) -> None:
    post = value(site.post("/api/posts", {"title": "Routes", "body": "x"}))["id"]
    assert site.ask(send_json("PUT", f"/api/posts/{post}", {"title": "Routed"})).status == 204
    assert value(site.get(f"/api/posts/{post}"))["title"] == "Routed"
    comment = {"author": "Ada", "body": "x", "postId": post}
    assert site.post(f"/api/posts/{post}/comments", comment).status == 201
    assert value(site.get(f"/api/posts/{post}/comments"))["total"] == 1
    assert site.post("/api/posts/99999/comments", comment).status == 404
    assert (value(site.get("/api/posts/popular")), site.post("/api/posts/import", {}).status) == ([], 202)
    assert site.delete("/api/posts/popular").headers["allow"] == "GET, HEAD"
    assert site.delete(f"/api/posts/{post}/comments").headers["allow"] == "GET, HEAD, POST"
    assert value(site.get("/api/statistics?of=posts"))["posts"] > 0
    assert problem(site.get("/api/statistics"))["detail"] == "Say of what."
    paths = value(site.get("/openapi.json"))["paths"]
    assert set(paths["/api/posts/{id}"]) == {"delete", "get", "patch", "put"}
    links = value(site.get("/", Accept="application/json"))["links"]
    # Why: a link can be opened.
    assert "/api/posts/import" not in links

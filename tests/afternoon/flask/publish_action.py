"""Flask's quickstart, "Routing": a verb beside the five operations of a resource, documented where the others are."""

from afternoon.harness import Case, Site, after, problem, value

POSTS = "app/features/posts"
CASE = Case(
    imports={
        f"{POSTS}/service.py": "from app.db import now",
        f"{POSTS}/routes.py": "from app.features.posts.schemas import PostOut",
        f"{POSTS}/docs.py": "from app.openapi import Operation\nfrom app.features.posts.schemas import PostOut",
    },
    appended={
        f"{POSTS}/service.py": """

def publish(post_id: int) -> Post:
    post = find(post_id)
    post.status = "live"
    post.published_at = now()
    db.session.flush()
    return post
""",
        f"{POSTS}/routes.py": """

@bp.post("/<id:post_id>/publish")
def publish(post_id: int) -> ResponseReturnValue:
    post = service.publish(post_id)
    db.session.commit()
    return PostOut.answer(post)
""",
    },
    lines=(
        after(
            f"{POSTS}/docs.py",
            "PATHS: Paths = {",
            """\
    "/api/posts/{id}/publish": {
        "post": Operation(summary="Publish post", answer=PostOut)
    },""",
        ),
    ),
    files={
        "tests/test_publish.py": """\
from flask.testing import FlaskClient


def test_publishes_a_post(client: FlaskClient) -> None:
    post = client.post("/api/posts", json={"title": "New", "body": "x"}).get_json()

    answer = client.post(f"/api/posts/{post['id']}/publish")

    assert answer.status_code == 200
    assert answer.get_json()["status"] == "live"
    assert answer.get_json()["publishedAt"] is not None
"""
    },
)


def production(site: Site) -> None:
    made = value(site.post("/api/posts", {"title": "Draft", "body": "x"}))
    path = f"/api/posts/{made['id']}"
    live = value(site.post(f"{path}/publish", {}))
    assert (made["status"], live["status"]) == ("draft", "live")
    assert value(site.get(path)) == live
    refused = site.get(f"{path}/publish")
    assert (refused.status, refused.headers["allow"]) == (405, "POST")
    assert problem(site.post("/api/posts/99999/publish", {}))["title"] == "Not Found"
    assert "post" in value(site.get("/openapi.json"))["paths"]["/api/posts/{id}/publish"]

"""https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#full-text-search: words, ranked, with an index."""

from afternoon.harness import Case, Site, after, value

POSTS = "app/features/posts"
CASE = Case(
    database="postgresql",
    migrates=True,
    imports={
        f"{POSTS}/models.py": "from sqlalchemy import Index, text",
        f"{POSTS}/service.py": "from collections.abc import Sequence\nfrom sqlalchemy import func, select",
        f"{POSTS}/routes.py": "from flask import request",
        f"{POSTS}/docs.py": "from app.openapi import Operation",
    },
    lines=(
        after(
            f"{POSTS}/models.py",
            '__tablename__ = "posts"',
            """\
__table_args__ = (
    Index(
        "posts_words",
        text("to_tsvector('english', body)"),
        postgresql_using="gin",
    ),
)""",
        ),
        after(
            f"{POSTS}/docs.py",
            "PATHS: Paths = {",
            '    "/api/posts/search": {"get": Operation(summary="Search posts")},',
        ),
    ),
    appended={
        f"{POSTS}/service.py": """

def search(words: str) -> Sequence[Post]:
    asked = func.websearch_to_tsquery("english", words)
    text = func.to_tsvector("english", Post.body)
    found = select(Post).where(text.op("@@")(asked))
    found = found.order_by(func.ts_rank(text, asked).desc())
    return db.session.scalars(found).all()
""",
        f"{POSTS}/routes.py": """

@bp.get("/search")
def search() -> ResponseReturnValue:
    found = service.search(request.args.get("q", ""))
    return [{"id": post.id, "title": post.title} for post in found]
""",
    },
)


def production(site: Site) -> None:
    for title, body in (("One", "Cats and cats"), ("Two", "A cat sleeps on many mats"), ("Three", "A dog")):
        assert site.post("/api/posts", {"title": title, "body": body}).status == 201
    assert [row["title"] for row in value(site.get("/api/posts/search?q=cats"))] == ["One", "Two"]
    assert [row["title"] for row in value(site.get("/api/posts/search?q=cat%20-mat"))] == ["One"]
    assert value(site.get("/api/posts/search?q=%27%26")) == []
    assert site.get("/api/posts/1").status == 200
    assert site.run(".venv/bin/flask", "db", "check")

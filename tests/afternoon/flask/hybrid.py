"""https://docs.sqlalchemy.org/en/20/orm/extensions/hybrid.html: a property of rows that lists can be filtered by."""

from afternoon.harness import Case, Site, after, problem, value

POSTS = "app/features/posts"
CASE = Case(
    imports={
        f"{POSTS}/models.py": "from sqlalchemy.ext.hybrid import hybrid_property",
        f"{POSTS}/schemas.py": "from pydantic import MISSING\nfrom app.rows import Equals",
    },
    lines=(
        after(
            f"{POSTS}/models.py",
            '__tablename__ = "posts"',
            """

@hybrid_property
def is_live(self) -> bool:
    return self.status == "live"

""",
        ),
        after(
            f"{POSTS}/schemas.py",
            "class PostQuery(PageQuery):",
            "    is_live: Annotated[bool | MISSING, Equals(Post.is_live)] = MISSING",
        ),
        after(f"{POSTS}/schemas.py", "class PostOut(Output):", "    is_live: bool"),
    ),
)


def production(site: Site) -> None:
    for status in ("live", "draft"):
        made = site.post("/api/posts", {"title": "Hybrid", "body": "x", "status": status})
        assert value(made)["isLive"] is (status == "live")
    for live in ("true", "false"):
        found = value(site.get(f"/api/posts?title=Hybrid&isLive={live}"))
        assert [row["isLive"] for row in found["items"]] == [live == "true"]
    assert problem(site.get("/api/posts?isLive=perhaps"))["errors"][0]["code"] == "type"

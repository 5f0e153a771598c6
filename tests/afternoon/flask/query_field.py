"""A list is asked in a new way: a filter on one more column, and words to look for (`icontains`)."""

from afternoon.harness import Case, Site, after, problem, value

POSTS = "app/features/posts"
CASE = Case(
    lines=(
        after(
            f"{POSTS}/schemas.py",
            "class PostQuery(PageQuery):",
            "    body: Annotated[BodyText | MISSING, Equals(Post.body)] = MISSING\n"
            "    q: Annotated[str, Field(max_length=50)] | MISSING = MISSING",
        ),
        after(
            f"{POSTS}/service.py",
            "def find_all(query: PostQuery)",
            """\
    if query.q is not MISSING:
        words = Post.title.icontains(query.q, autoescape=True)
        words |= Post.body.icontains(query.q, autoescape=True)
        return paginate(select(Post).where(words), query)""",
        ),
    ),
    imports={
        f"{POSTS}/schemas.py": "from pydantic import MISSING, Field\nfrom app.rows import Equals",
        f"{POSTS}/service.py": "from pydantic import MISSING\nfrom sqlalchemy import select",
    },
)


def production(site: Site) -> None:
    for title, body in (("Sought", "100% of it"), ("Other", "needle SOUGHT here")):
        assert site.post("/api/posts", {"title": title, "body": body}).status == 201

    assert titles(site, "q=sought&sort=title") == ["Other", "Sought"]
    assert titles(site, "q=100%25") == ["Sought"]
    assert titles(site, "q=100_") == []
    assert titles(site, "body=100%25%20of%20it") == ["Sought"]
    assert problem(site.get(f"/api/posts?q={'x' * 51}"))["errors"][0]["pointer"] == "/q"
    assert problem(site.get("/api/posts?r=1"))["errors"][0]["code"] == "additionalProperties"
    parameters = value(site.get("/openapi.json"))["paths"]["/api/posts"]["get"]["parameters"]
    assert {"body", "q"} <= {one["name"] for one in parameters}


def titles(site: Site, query: str) -> list[str]:
    return [row["title"] for row in value(site.get(f"/api/posts?{query}"))["items"]]

"""https://docs.pydantic.dev/latest/concepts/fields/: a field of answers that no column has, documented."""

from afternoon.harness import Case, Site, after, value

POSTS = "app/features/posts"
CASE = Case(
    lines=(
        after(f"{POSTS}/schemas.py", "class PostOut(Output):", "    excerpt: str"),
        after(
            f"{POSTS}/models.py",
            '__tablename__ = "posts"',
            """

@property
def excerpt(self) -> str:
    return self.body[:20]

""",
        ),
    ),
)


def production(site: Site) -> None:
    made = value(site.post("/api/posts", {"title": "Long", "body": "x" * 90}))
    assert made["excerpt"] == "x" * 20
    assert value(site.get(f"/api/posts/{made['id']}"))["excerpt"] == "x" * 20
    schemas = value(site.get("/openapi.json"))["components"]["schemas"]
    assert schemas["PostOut"]["properties"]["excerpt"]["type"] == "string"
    # Why: what is only an answer is not taken.
    refused = value(site.patch(f"/api/posts/{made['id']}", {"excerpt": "y"}))
    assert refused["errors"][0]["code"] == "additionalProperties"
